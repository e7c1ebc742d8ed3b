import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../support/certificates.js';
import { emptyFolder } from '../../support/empty-folder.js';
import { type LoopbackServer, startHttp, startHttps, startTcp } from '../../support/servers.js';
import { ran } from './ran.js';

const hook = fileURLToPath(new URL('../../../dist/cli/node-hook.cjs', import.meta.url));
const program = fileURLToPath(new URL('node-calls.mjs', import.meta.url));
/** Another Node to try: NODE_UNDER_TEST=/path/to/node. */
const node = process.env.NODE_UNDER_TEST ?? process.execPath;

const certificates = makeCertificates();
const { key, cert } = certificates.server;
/** What the proxy was asked for. */
let asked: string[] = [];
let proxy: Server;
/** Where nobody listens. */
let free: number;
let servers: { http: LoopbackServer; https: LoopbackServer; silent: LoopbackServer };

beforeAll(async () => {
  const answer: Parameters<typeof startHttp>[0] = ({ method }, response, body) =>
    response.writeHead(403).end(`${method} ${body}`);
  const [http, https, silent] = await Promise.all([
    startHttp(answer),
    startHttps({ key, cert }, answer),
    startTcp(() => undefined),
  ]);
  servers = { http, https, silent };
  const gone = await startTcp(() => undefined);
  free = gone.port;
  await gone.close();
  proxy = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const passed = request(`${incoming.url}`, { method: incoming.method ?? 'GET' }, (answered) =>
      answered.pipe(outgoing.writeHead(answered.statusCode ?? 0)),
    );
    incoming.pipe(passed);
  });
  proxy.on('connect', ({ url = '' }, client: Socket) => {
    asked.push(`CONNECT ${url}`);
    const [host = '', port = ''] = url.split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', ({ code }: NodeJS.ErrnoException) =>
      client.end(`HTTP/1.1 502 Bad Gateway\r\n\r\nconnect ${code} 127.0.0.1`),
    );
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  certificates.remove();
  proxy.close();
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

beforeEach(() => {
  asked = [];
});

/** What the program prints, with the hook and the variables that a captured program has. */
async function call(way: string, url: string, env: Record<string, string> = {}): Promise<string> {
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const { stdout, stderr } = await ran([node, '--require', hook, program, way, url], {
    ...{ ERRDOCTOR_PROXY: address, HTTP_PROXY: address, HTTPS_PROXY: address },
    ...{ NODE_EXTRA_CA_CERTS: certificates.ca.certFile, MODULES: import.meta.url },
    ...env,
  });
  expect(stderr).toBe('');
  return stdout;
}

describe.each(['http', 'https'] as const)('a captured Node program over %s', (scheme) => {
  const url = () => `${scheme}://127.0.0.1:${servers[scheme].port}/v1/things`;
  const tunnel = () => `CONNECT 127.0.0.1:${servers[scheme].port}`;

  it.each(['request', 'fetch'])('calls through the proxy with %s', async (way) => {
    expect(await call(way, url())).toBe('403 POST sent');
    expect(asked).toEqual([tunnel()]);
  });

  it.each(['no-agent', 'subclass', 'undici', 'axios-without-proxy'])('and with %s', async (way) => {
    expect(await call(way, url())).toBe('403 GET ');
    expect(asked).toEqual([tunnel()]);
  });

  it('and keeps connections alive', async () => {
    expect(await call('keep-alive', url())).toBe('403 GET  403 GET ');
    expect(asked).toEqual([tunnel()]);
  });

  it.each(['synchronous', 'own-dispatcher'])('leaves alone what has a way of its own: %s', async (way) => {
    expect(await call(way, url())).toBe('403 GET ');
    expect(asked).toEqual([]);
  });

  it.each(['request', 'fetch'])('says of a refused connection with %s what it would be told', async (way) => {
    expect(await call(way, `${scheme}://127.0.0.1:${free}/`)).toBe(
      `failed ECONNREFUSED connect ECONNREFUSED 127.0.0.1:${free}`,
    );
  });

  it('waits no longer than the program wants', async () => {
    expect(await call('timeout', `${scheme}://127.0.0.1:${servers.silent.port}/`)).toBe('too late');
  });
});

describe('a captured Node program', () => {
  it('with a proxy support of its own calls once', async () => {
    expect(await call('axios', `http://127.0.0.1:${servers.http.port}/`)).toBe('403 GET ');
    expect(asked.length).toBe(1);
  });

  it('reaches a unix socket directly', async () => {
    const path = join(emptyFolder(), 'own.sock');
    const server = createServer((_, response) => response.end('by socket')).listen(path);
    expect(await call('socket', 'http://localhost/', { SOCKET: path })).toBe('200 by socket');
    expect(asked).toEqual([]);
    server.close();
  });

  it('that lists authorities of its own trusts the proxy besides', async () => {
    const url = `https://127.0.0.1:${servers.https.port}/`;
    // No authority at all, but PEM.
    expect(await call('own-authorities', url, { OTHER_CA: certificates.client.certFile })).toBe('403 GET ');
  });

  it('is left as it is where nobody captures', async () => {
    const url = `http://127.0.0.1:${servers.http.port}/`;
    expect(await call('request', url, { ERRDOCTOR_PROXY: '' })).toBe('403 POST sent');
    expect(asked).toEqual([]);
  });
});
