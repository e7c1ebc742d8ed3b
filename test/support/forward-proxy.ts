import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { startForwardProxy } from '../../src/capture/forward-proxy.js';
import type { Remark } from '../../src/capture/remark.js';
import { Dialer } from '../../src/capture/upstream/dialer.js';
import { type Authority, createAuthority } from '../../src/certificates/authority.js';
import type { Access } from '../../src/wire/open-socket.js';
import type { Leg } from '../../src/wire/leg.js';
import { runCurl } from './curl.js';
import { emptyFolder } from './empty-folder.js';

const authority = await createAuthority();
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** A forward proxy of a capture, closed after the tests of the file; `issue` may stand in for that of its authority. */
export async function startCapture(
  env: Record<string, string> = {},
  access: Access = {},
  { issue = authority.issue }: Partial<Authority> = {},
) {
  const legs: Leg[] = [];
  const remarks: Remark[] = [];
  let heard: () => void = () => undefined;
  const { port, close } = await startForwardProxy({
    authority: { ...authority, issue },
    dialer: new Dialer(env, access),
    onCall: (leg) => {
      legs.push(leg);
      heard();
    },
    onRemark: (remark) => remarks.push(remark),
  });
  closing.push(close);
  const caFile = join(emptyFolder(), 'ca.pem');
  writeFileSync(caFile, authority.certificate);
  const url = `http://127.0.0.1:${port}`;
  return {
    port,
    url,
    /** Of the capture's authority. */
    ca: authority.certificate,
    caFile,
    legs,
    remarks,
    close,
    /** The calls, once there are so many. */
    async calls(count: number) {
      while (legs.length < count)
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      return legs;
    },
    /** Runs curl through the proxy; it trusts the authority of the capture. */
    curl: (...args: string[]) =>
      runCurl(['-sS', '--proxy', url, '--cacert', caFile, ...args], { CURL_HOME: '/nowhere' }),
  };
}
