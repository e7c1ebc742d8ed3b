import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DialFailed } from '../../../src/capture/upstream/dial-failed.js';
import { Dialer } from '../../../src/capture/upstream/dialer.js';
import { Stopped } from '../../../src/wire/failure.js';
import { type Certificates, makeCertificates } from '../../support/certificates.js';
import { type LoopbackServer, startHttps, startProxy, startSockets } from '../../support/servers.js';

let certificates: Certificates;
let server: LoopbackServer;
const opened: { close(): unknown }[] = [];
const kept = async <T extends { close(): unknown }>(one: Promise<T>): Promise<T> => {
  opened.push(await one);
  return one;
};

beforeAll(async () => {
  certificates = makeCertificates();
  const { key, cert } = certificates.server;
  server = await kept(startHttps({ key, cert }, (_request, response) => response.end('hello')));
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  certificates.remove();
});

const LOCAL = '127.0.0.1';
const here = () => ({ host: LOCAL, port: server.port });
const failure = async (dial: Promise<unknown>) => {
  const error = await dial.catch((one) => one);
  expect(error).toBeInstanceOf(DialFailed);
  return error as DialFailed;
};

async function secured(dialer: Dialer, host = 'localhost') {
  const dialed = await dialer.secure(await dialer.connect('https', here()), {
    host,
    serverName: host,
    alpn: ['http/1.1'],
  });
  dialed.stream.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  let text = '';
  for await (const bytes of dialed.stream) text += bytes;
  expect(text).toContain('hello');
  return dialed.connection;
}

describe('a direct connection', () => {
  it('shows the server, and a certificate that nobody vouches for', async () => {
    const { peer, tls } = await secured(new Dialer({}));
    expect(peer).toEqual({ address: LOCAL, port: server.port });
    expect(tls).toMatchObject({ version: 'TLSv1.3', alpn: 'http/1.1', serverVerified: false });
    expect(tls?.verifyError).toBe('unable to verify the first certificate');
  });

  it('trusts whom the environment names, or else --cacert alone', async () => {
    const { certFile, cert } = certificates.ca;
    expect((await secured(new Dialer({ SSL_CERT_FILE: certFile }))).tls?.serverVerified).toBe(true);
    expect((await secured(new Dialer({}, { ca: cert }))).tls?.serverVerified).toBe(true);
    const other = { ca: certificates.client.cert };
    expect((await secured(new Dialer({ SSL_CERT_FILE: certFile }, other))).tls?.serverVerified).toBe(false);
    const named = await secured(new Dialer({ SSL_CERT_FILE: certFile }), 'api.shop.example');
    expect(named.tls?.verifyError).toContain('api.shop.example');
  });

  it('refuses a certificate of its own that is none', () => {
    expect(() => new Dialer({}, { cert: 'nothing', key: 'nothing' })).toThrow();
  });

  it('says how it failed', async () => {
    const gone = await startSockets(() => undefined);
    await gone.close();
    const refused = await failure(new Dialer({}).connect('https', { host: LOCAL, port: gone.port }));
    expect(refused.failure.kind).toBe('connect');
    expect(refused.connection).toEqual({ tried: { address: LOCAL } });
    const unknown = await failure(new Dialer({}).connect('https', { host: 'shop.invalid', port: 443 }));
    expect(unknown.failure.kind).toBe('dns');

    const plain = await kept(startSockets((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const dialer = new Dialer({});
    const dialed = await dialer.connect('https', { host: LOCAL, port: plain.port });
    const { failure: words, connection } = await failure(dialer.secure(dialed, { host: 'localhost' }));
    expect(words).toMatchObject({ kind: 'tls', says: expect.stringContaining('wrong version number') });
    expect(connection.peer?.port).toBe(plain.port);
  });

  it('ends when nobody wants it any more', async () => {
    const silent = await kept(startSockets(() => undefined));
    const dialer = new Dialer({});
    const dialed = await dialer.connect('https', { host: LOCAL, port: silent.port });
    const controller = new AbortController();
    const handshake = failure(dialer.secure(dialed, { host: 'localhost' }, controller.signal));
    controller.abort(new Stopped('the program gave up', 'timeout'));
    expect((await handshake).failure).toEqual({ kind: 'timeout', says: 'the program gave up' });
    expect(dialed.tcp.destroyed).toBe(true);
  });
});

describe('a connection through a proxy of the user', () => {
  it('opens a tunnel with the credentials of the variable', async () => {
    const seen: string[] = [];
    const proxy = await kept(
      startProxy(undefined, ({ headers }) => seen.push(`${headers['proxy-authorization']}`)),
    );
    const env = { https_proxy: `http://me:canary@${LOCAL}:${proxy.port}` };
    const connection = await secured(new Dialer(env));
    expect(seen).toEqual([`Basic ${Buffer.from('me:canary').toString('base64')}`]);
    expect(connection.proxy).toEqual({ name: `http://${LOCAL}:${proxy.port}`, fromEnvironment: true });
    expect(connection.peer).toBeUndefined();
    await secured(new Dialer({ ...env, no_proxy: LOCAL }));
    expect(seen.length).toBe(1);
  });

  it('goes over TLS to a proxy that speaks it', async () => {
    const inner = await kept(startProxy());
    const { key, cert } = certificates.server;
    const front = createServer({ key, cert }, (socket) => {
      const tunnel = connect(inner.port, LOCAL);
      socket.pipe(tunnel).pipe(socket);
      for (const one of [socket, tunnel]) one.on('error', () => undefined);
    }).listen(0, LOCAL);
    opened.push({ close: () => front.close() });
    await once(front, 'listening');
    const https_proxy = `https://localhost:${(front.address() as AddressInfo).port}`;
    const connection = await secured(new Dialer({ https_proxy, SSL_CERT_FILE: certificates.ca.certFile }));
    expect(connection.tls?.serverVerified).toBe(true);
    const { failure: words } = await failure(new Dialer({ https_proxy }).connect('https', here()));
    expect(words).toMatchObject({ kind: 'proxy', says: expect.stringContaining('certificate') });
  });

  it('says what the proxy answered, or why there is none', async () => {
    const proxy = await kept(
      startProxy('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    );
    const refusing = new Dialer({ https_proxy: `http://me:canary@${LOCAL}:${proxy.port}` });
    const refused = await failure(refusing.connect('https', here()));
    expect(refused.status).toBe(407);
    expect(refused.failure).toEqual({
      kind: 'proxy',
      says: 'CONNECT tunnel failed, response 407 from proxy',
    });
    expect(JSON.stringify(refused)).not.toContain('canary');
    const unknown = await failure(new Dialer({ all_proxy: 'http://proxy.invalid' }).connect('https', here()));
    expect(unknown.failure).toMatchObject({ kind: 'proxy', says: expect.stringContaining('resolve proxy') });
    const odd = await kept(startSockets((socket) => socket.end('220 ready\r\n\r\n')));
    const strange = await failure(new Dialer({ all_proxy: `${LOCAL}:${odd.port}` }).connect('https', here()));
    expect(strange.failure).toMatchObject({
      kind: 'proxy',
      says: expect.stringContaining('no answer of HTTP'),
    });
    const silent = await kept(startSockets((socket) => socket.end()));
    const closed = await failure(
      new Dialer({ all_proxy: `${LOCAL}:${silent.port}` }).connect('https', here()),
    );
    expect(closed.failure.kind).toBe('proxy');
  });

  it('leaves requests without TLS to the proxy', async () => {
    const proxy = await kept(startProxy());
    const dialer = new Dialer({ http_proxy: `http://${LOCAL}:${proxy.port}` });
    const dialed = await dialer.connectForRequests({ host: 'shop.invalid', port: 80 });
    expect(dialed.proxy?.port).toBe(proxy.port);
    dialed.stream.destroy();
  });
});
