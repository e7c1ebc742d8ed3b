import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { type LoopbackServer, startHttp2, startHttps } from '../support/servers.js';
import { runBoth } from './program.js';

let certificates: Certificates;
let secure: LoopbackServer;
let http2: LoopbackServer;
let env: Record<string, string>;

const CANARY = 'canary_8c1d2e3f4a5b6c7d8e9f';

beforeAll(async () => {
  certificates = makeCertificates();
  secure = await startHttps(certificates.server, ({ url = '', headers }, response) => {
    const number = Number(url.slice(1));
    // Half of them fail, and repeat the secret.
    response.writeHead(number % 2 === 0 ? 200 : 403, { 'content-type': 'application/json' });
    response.end(number % 2 === 0 ? '{"ok":true}' : `{"error":"refused","key":"${headers['x-api-key']}"}`);
  });
  http2 = await startHttp2(certificates.server, (_, response) => response.writeHead(500).end());
  env = {
    BASE: `https://localhost:${secure.port}`,
    HTTP2: `https://localhost:${http2.port}`,
    NODE_EXTRA_CA_CERTS: certificates.ca.certFile,
    CANARY,
  };
});

afterAll(async () => {
  await Promise.all([secure.close(), http2.close()]);
  certificates.remove();
});

const HTTPS = `import { Agent, get } from 'node:https';
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const headers = { 'x-api-key': process.env.CANARY };
  const call = (url) => new Promise((resolve) => get(url, { agent, headers }, (answer) => answer.resume().on('end', () => resolve(answer.statusCode)))
    .on('error', ({ code }) => resolve(code)));\n`;

it.each([
  ['node:https', 'call(process.env.BASE + path)'],
  [
    'fetch',
    'fetch(process.env.BASE + path, { headers }).then((answer) => answer.text().then(() => answer.status))',
  ],
])('fifty calls at once with %s over TLS: each failure once, and no secret', async (_, call) => {
  const { without, having } = await runBoth(
    `${HTTPS} console.log(await Promise.all(Array.from({ length: 50 }, (_, i) => ((path) => ${call})('/' + i)))); agent.destroy();`,
    env,
  );
  expect(without.stderr).toBe('');
  expect({ ...having, stderr: '' }).toEqual(without);
  const paths = [...having.stderr.matchAll(/GET https:\/\/localhost:\d+\/(\d+) -> 403/g)].map(([, path]) =>
    Number(path),
  );
  expect(paths.sort((one, other) => one - other)).toEqual(Array.from({ length: 25 }, (_, i) => 2 * i + 1));
  expect(having.stderr).not.toContain(CANARY);
});

it('tells of certificates that are not accepted', async () => {
  const { NODE_EXTRA_CA_CERTS: _, ...without } = env;
  const { having } = await runBoth(
    `${HTTPS} console.log(await call(process.env.BASE + '/1'), await fetch(process.env.BASE + '/2').catch(({ cause }) => cause.code));`,
    { ...without, NODE_EXTRA_CA_CERTS: '' },
  );
  expect(having.stdout).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_VERIFY_LEAF_SIGNATURE\n');
  expect(having.stderr.match(/-> no answer \(tls\)/g)).toHaveLength(2);
});

it('leaves HTTP/2 and WebSockets alone', async () => {
  const server = createServer().on('upgrade', ({ headers }, socket) => {
    // RFC 6455, sections 4.2.2 and 5.2.
    const accept = createHash('sha1').update(
      `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`,
    );
    const fields = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}`;
    const said = Buffer.from('{"success":false}');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${fields}\r\n\r\n`);
    socket.once('data', () => socket.write(Buffer.concat([Buffer.from([0x81, said.length]), said])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { without, having } = await runBoth(
    `import { Agent, request, WebSocket } from 'undici';
    const { statusCode } = await request(process.env.HTTP2, { dispatcher: new Agent({ allowH2: true }) });
    const socket = new WebSocket(process.env.SOCKET);
    socket.onopen = () => socket.send('hello');
    socket.onmessage = ({ data }) => { console.log(statusCode, data); process.exit(); };`,
    { ...env, SOCKET: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` },
  );
  server.close();
  expect(without).toMatchObject({ stdout: '500 {"success":false}\n', stderr: '' });
  expect(having).toEqual(without);
});
