import { type AddressInfo, createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { decodedBytes } from '../../src/exchange/body.js';
import type { OutgoingRequest } from '../../src/wire/outgoing.js';
import { send, type SendOptions } from '../../src/wire/send.js';
import { makeCertificates } from '../support/certificates.js';
import { type LoopbackServer, startHttp, startHttps } from '../support/servers.js';

const certificates = makeCertificates();
const servers: LoopbackServer[] = [];
afterAll(async () => {
  certificates.remove();
  await Promise.all(servers.map((server) => server.close()));
});

async function started<Server extends LoopbackServer>(server: Promise<Server>): Promise<number> {
  servers.push(await server);
  return (await server).port;
}

/** A server that answers the first bytes that come with a text, and keeps what it received. */
async function speaking(answer: string, options: { readonly hangUp?: boolean } = {}) {
  const received: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.once('data', () => {
      socket.write(Buffer.from(answer, 'latin1'));
      if (options.hangUp) socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { port, received: () => Buffer.concat(received).toString('latin1') };
}

const OPTIONS: SendOptions = {
  timeoutSeconds: 20,
  name: 'sent again',
  recorder: { name: 'a test' },
};

function to(port: number, more: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    method: 'GET',
    origin: `http://127.0.0.1:${port}`,
    target: '/v1/things',
    headers: [['Host', `127.0.0.1:${port}`]],
    ...more,
  };
}

describe('what is sent and received', () => {
  it('sends the bytes that it is given: case, order, duplicates, raw targets and edge spaces', async () => {
    const server = await speaking('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    const { exchange, input } = await send(
      to(server.port, {
        method: 'POST',
        target: '/v1//a%2fb/../ä?q=a b&x[]=1'.replace('ä', '\xc3\xa4'),
        headers: [
          ['X-Second', ' edges '],
          ['hOsT', 'shop.example'],
          ['X-Twice', '1'],
          ['x-twice', '2'],
          ['Content-Length', '3'],
          ['Connection', 'close'],
        ],
        body: Buffer.from('\x00\xff{', 'latin1'),
      }),
      OPTIONS,
    );
    const expected =
      'POST /v1//a%2fb/../\xc3\xa4?q=a b&x[]=1 HTTP/1.1\r\nX-Second:  edges \r\nhOsT: shop.example\r\nX-Twice: 1\r\nx-twice: 2\r\n' +
      'Content-Length: 3\r\nConnection: close\r\n\r\n\x00\xff{';
    expect(server.received()).toBe(expected);
    expect(input.latin1.startsWith(expected)).toBe(true);
    expect(exchange.request).toMatchObject({ method: 'POST', target: '/v1//a%2fb/../ä?q=a b&x[]=1' });
    expect(exchange.request?.headers.list.map(({ name }) => name)).toEqual([
      'X-Second',
      'hOsT',
      'X-Twice',
      'x-twice',
      'Content-Length',
      'Connection',
    ]);
    expect(exchange.request?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(exchange.response?.status).toBe(200);
    expect(exchange.transport).toBeUndefined();
    expect(exchange.connection?.peer).toEqual({ address: '127.0.0.1', port: server.port });
  });

  it('a body that travelled in chunks travels in chunks again, and an answer in chunks is joined', async () => {
    const server = await speaking(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 422 Unprocessable Content\r\nTransfer-Encoding: chunked\r\n\r\n' +
        '5\r\n{"a":\r\n3\r\n"1"\r\n1;x=y\r\n}\r\n0\r\nTrailing: 1\r\n\r\n',
    );
    const { exchange, input } = await send(
      to(server.port, {
        method: 'POST',
        headers: [
          ['Host', 'shop.example'],
          ['Transfer-Encoding', 'chunked'],
        ],
        body: Buffer.from('0123456789abcdef'),
      }),
      OPTIONS,
    );
    expect(server.received()).toContain('\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n');
    expect(exchange.hops.map(({ response }) => response?.status)).toEqual([103]);
    const { body } = exchange.response ?? {};
    expect(body && Buffer.from(decodedBytes(body) ?? []).toString()).toBe('{"a":"1"}');
    const [piece] = (body?.is === 'bytes' && body.at?.spans) || [];
    expect(piece && input.text(piece)).toBe('{"a":');
  });

  it('keeps content codings, escape sequences and every byte of the answer', async () => {
    const server = await speaking(
      'HTTP/1.1 400 Bad Request\r\nContent-Length: 12\r\n\r\n\x1b[31m{"a":1}',
      {},
    );
    const { exchange } = await send(to(server.port), OPTIONS);
    const { body } = exchange.response ?? {};
    expect(body?.is === 'bytes' && Buffer.from(body.wire).toString()).toBe('\x1b[31m{"a":1}');
  });

  it('an answer beyond the limit is cut, and that is said', async () => {
    const server = await speaking(`HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n${'a'.repeat(100_000)}`);
    const { exchange, remarks } = await send(to(server.port), { ...OPTIONS, maxBodyBytes: 1000 });
    expect(exchange.response?.body).toMatchObject({ is: 'cut', of: 100_000 });
    expect(remarks).toHaveLength(1);
  });

  it('refuses what would be another request', async () => {
    const forged = to(1, { headers: [['X-Note', 'a\r\n\r\nGET / HTTP/1.1']] });
    await expect(send(forged, OPTIONS)).rejects.toThrow('line break');
    await expect(send(to(1, { target: '/a\r\nX: y' }), OPTIONS)).rejects.toThrow('line break');
  });
});

describe('what fails below HTTP', () => {
  it('nobody listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const { exchange, input } = await send(to(port), OPTIONS);
    expect(exchange.transport).toMatchObject({
      kind: 'connect',
      says: expect.stringContaining('ECONNREFUSED'),
    });
    expect(exchange.connection?.tried?.address).toBe('127.0.0.1');
    expect(exchange.request?.url).toBe(`http://127.0.0.1:${port}/v1/things`);
    const [place] = exchange.transport?.at?.spans ?? [];
    expect(place && input.text(place)).toBe(exchange.transport?.says);
  });

  it('a host without an address', async () => {
    const { exchange } = await send(to(1, { origin: 'http://errdoctor-no-such-host.invalid' }), OPTIONS);
    expect(exchange.transport?.kind).toBe('dns');
  });

  it('no answer in time, and an answer that stops', async () => {
    const silent = await speaking('');
    const one = await send(to(silent.port), { ...OPTIONS, timeoutSeconds: 0.2 });
    expect(one.exchange.transport).toMatchObject({
      kind: 'timeout',
      says: 'timed out after 0.2 s while waiting for the answer',
    });
    const slow = await speaking('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"');
    const other = await send(to(slow.port), { ...OPTIONS, timeoutSeconds: 0.4 });
    expect(other.exchange.transport?.says).toContain('while reading the answer');
    expect(other.exchange.response).toMatchObject({ status: 200, body: { is: 'bytes' } });
  });

  it('the server hangs up', async () => {
    const early = await speaking('', { hangUp: true });
    const { exchange } = await send(to(early.port), OPTIONS);
    expect(exchange.transport?.kind).toBe('reset');
    const late = await speaking('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"', { hangUp: true });
    expect((await send(to(late.port), OPTIONS)).exchange).toMatchObject({
      transport: { kind: 'reset' },
      response: { status: 200 },
    });
  });

  it('an answer that is no HTTP', async () => {
    const server = await speaking('SSH-2.0-OpenSSH_9.6\r\n', { hangUp: true });
    const { exchange } = await send(to(server.port), OPTIONS);
    expect(exchange.response).toBeUndefined();
    expect(exchange.transport?.says).toContain('HTTP/1.1');
  });

  it('the user stops it', async () => {
    const server = await speaking('');
    const controller = new AbortController();
    const sending = send(to(server.port), { ...OPTIONS, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    expect((await sending).exchange.transport?.says).toContain('stopped by the user');
  });
});

describe('TLS', () => {
  const { ca, server, client } = certificates;
  const https = (port: number, host = 'localhost') => to(port, { origin: `https://${host}:${port}` });

  it('says what the connection was, and refuses a certificate before anything is sent', async () => {
    let calls = 0;
    const port = await started(
      startHttps({ key: server.key, cert: server.cert }, (_request, response) => {
        calls++;
        response.end('{}');
      }),
    );
    const { exchange } = await send(https(port), { ...OPTIONS, ca: ca.cert });
    expect(exchange.connection?.tls).toMatchObject({
      version: 'TLSv1.3',
      alpn: 'http/1.1',
      serverSubject: 'CN=localhost',
      serverIssuer: 'O=errdoctor example, CN=Example Test CA',
      serverVerified: true,
    });
    const refused = await send(https(port), OPTIONS);
    expect(refused.exchange.transport).toMatchObject({
      kind: 'tls',
      says: 'SSL certificate problem: unable to verify the first certificate',
    });
    expect(refused.exchange.connection?.tls).toMatchObject({
      serverVerified: false,
      serverSubject: 'CN=localhost',
    });
    expect(calls).toBe(1);
  });

  it('a name that the certificate does not hold', async () => {
    const port = await started(
      startHttps({ key: ca.key, cert: ca.cert }, (_request, response) => response.end()),
    );
    const { exchange } = await send(https(port), { ...OPTIONS, ca: ca.cert });
    expect(exchange.transport).toMatchObject({ kind: 'tls', says: expect.stringContaining('match') });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'a client certificate, sent or missed, with %s',
    async (version) => {
      const options = { ca: ca.cert, requestCert: true, rejectUnauthorized: true };
      const port = await started(
        startHttps(
          { key: server.key, cert: server.cert, ...options, minVersion: version, maxVersion: version },
          (_request, response) => response.end('{}'),
        ),
      );
      const sent = await send(https(port), { ...OPTIONS, ca: ca.cert, cert: client.cert, key: client.key });
      expect(sent.exchange.response?.status).toBe(200);
      const missed = await send(https(port), { ...OPTIONS, ca: ca.cert });
      expect(missed.exchange.transport?.kind).toBe('tls');
      expect(missed.exchange.connection?.tls?.alert).toMatch(/certificate required|handshake failure/);
    },
  );
});

describe('redirects', () => {
  const CANARY = 'errdoctor-example-canary-9f3a';

  it('are hops; to another origin go no credentials, and to the same one all that was sent', async () => {
    const seen: { url: string | undefined; headers: string }[] = [];
    const note = (request: { url?: string | undefined; rawHeaders: string[] }) =>
      seen.push({ url: request.url, headers: request.rawHeaders.join('|') });
    const other = await started(
      startHttp((request, response) => {
        note(request);
        response.end('{}');
      }),
    );
    const port = await started(
      startHttp((request, response) => {
        note(request);
        const location = request.url === '/here' ? '/there' : `http://127.0.0.1:${other}/elsewhere`;
        response.writeHead(302, { Location: location }).end();
      }),
    );
    const headers = [
      ['Host', `127.0.0.1:${port}`],
      ['Authorization', `Bearer ${CANARY}`],
      ['Cookie', `session=${CANARY}`],
      ['X-Odd-Name', CANARY],
      ['Accept', 'application/json'],
    ] as const;
    const { exchange, remarks } = await send(to(port, { target: '/here', headers }), {
      ...OPTIONS,
      follow: true,
    });
    expect(seen.map(({ url }) => url)).toEqual(['/here', '/there', '/elsewhere']);
    expect(seen[1]?.headers).toContain(CANARY);
    expect(seen[2]?.headers).not.toContain(CANARY);
    expect(seen[2]?.headers).toContain('application/json');
    expect(exchange.hops.map(({ response }) => response?.status)).toEqual([302, 302]);
    expect(exchange.response?.status).toBe(200);
    expect(remarks).toEqual([
      `The redirect leads to another origin (127.0.0.1:${other}): credentials were not sent there.`,
    ]);
  });

  it('a write is not sent to another origin, and nothing is followed without being asked', async () => {
    let calls = 0;
    const other = await started(
      startHttp((_request, response) => {
        calls++;
        response.end();
      }),
    );
    const port = await started(
      startHttp((_request, response) =>
        response.writeHead(307, { Location: `http://127.0.0.1:${other}/` }).end(),
      ),
    );
    const write = to(port, {
      method: 'POST',
      headers: [
        ['Host', 'shop.example'],
        ['Content-Length', '2'],
      ],
      body: Buffer.from('{}'),
    });
    const { exchange, remarks } = await send(write, { ...OPTIONS, follow: true });
    expect(exchange.response?.status).toBe(307);
    expect(remarks[0]).toContain('was not followed');
    expect((await send(to(port), OPTIONS)).exchange.hops).toEqual([]);
    expect(calls).toBe(0);
  });

  it('a loop ends', async () => {
    const port = await started(
      startHttp((_request, response) => response.writeHead(301, { Location: '/' }).end()),
    );
    const { exchange, remarks } = await send(to(port), { ...OPTIONS, follow: true });
    expect(exchange.hops).toHaveLength(10);
    expect(remarks).toEqual(['More than 10 redirects were not followed.']);
  });
});
