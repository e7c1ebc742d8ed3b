import { readFileSync } from 'node:fs';
import { startForwardProxy } from '../../../src/capture/forward-proxy.js';
import { startReverseProxy } from '../../../src/capture/reverse/reverse-proxy.js';
import { Dialer } from '../../../src/capture/upstream/dialer.js';
import { createAuthority } from '../../../src/certificates/authority.js';
import type { Leg } from '../../../src/wire/leg.js';
import { seen } from './exchanges.js';

/**
 * A process of its own around a proxy, so that its memory can be measured: says its port, then each call as it was recorded,
 * and, when its input ends, how much memory it took. Its arguments: the URL of the server for a reverse proxy, or nothing and
 * the file of the server's authority for a forward proxy.
 */
const [to = '', caFile = ''] = process.argv.slice(2);
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

const onCall = ({ sent, received, failure, sentCut, cut }: Leg) =>
  say({
    id: Number(/^X-Number: (\d+)\r/m.exec(sent.toString('latin1', 0, 1000))?.[1]),
    sent: seen(sent),
    received: seen(received),
    failure: failure?.kind,
    isCut: Boolean(sentCut || cut),
  });
const onRemark = (remark: object) => say({ remark });

const dialer = new Dialer({}, caFile ? { ca: readFileSync(caFile) } : {});
const authority = to ? undefined : await createAuthority();
const proxy = authority
  ? await startForwardProxy({ authority, dialer, onCall, onRemark })
  : await startReverseProxy({ to: new URL(to), dialer, onCall, onRemark });

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
// What the system counts (maxRSS) begins with the memory of the process that started this one.
let peak = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
say({ port: proxy.port, ca: authority?.certificate });

process.stdin.resume().once('end', async () => {
  await proxy.close();
  clearInterval(timer);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  say({ peak: megabytes(peak), left: megabytes(heapUsed + external) });
});
