import { EventEmitter, once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startReverseProxy } from '../../../src/capture/reverse/reverse-proxy.js';
import { Dialer } from '../../../src/capture/upstream/dialer.js';
import type { Leg } from '../../../src/wire/leg.js';
import { makeCertificates } from '../../support/certificates.js';
import { runCurl } from '../../support/curl.js';
import { type Captured, startCapture } from '../../support/reverse-proxy.js';
import { type LoopbackServer, startHttp, startHttps, startTcp } from '../../support/servers.js';

const certificates = makeCertificates();
const { server: own, ca, client: clientPair } = certificates;
afterAll(certificates.remove);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function opened<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const one = await starting;
  open.push(one);
  return one;
}

const capture = (...args: Parameters<typeof startCapture>): Promise<Captured> =>
  opened(startCapture(...args));

const curl = (...args: string[]) => runCurl(args);

const echo = (): Promise<LoopbackServer> =>
  opened(startHttp(({ url, headers }, response, body) => response.end(`${headers.host} ${url} ${body}`)));

const text = ({ sent, received }: Leg) => [sent.toString('latin1'), received.toString('latin1')];

/** A client that writes bytes and reads what comes back until it has enough. */
function rawClient(port: number) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let got = '';
  socket.on('data', (bytes) => {
    got += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  const until = async (pattern: RegExp) => {
    while (!pattern.test(got)) await once(socket, 'data');
    return got;
  };
  return { socket, until };
}

describe('a reverse proxy', () => {
  it('names the server, puts its path first and records each call with what was changed', async () => {
    const { port } = await echo();
    const { url, calls, port: ours } = await capture(`http://localhost:${port}/v1`);
    const { stdout } = await curl(
      '-s',
      `${url}/a?b=c`,
      '--next',
      '-s',
      '-d',
      'x=1',
      '-H',
      `Host: localhost:${port}`,
      url,
    );
    expect(stdout.toString()).toBe(`localhost:${port} /v1/a?b=c localhost:${port} /v1/ x=1`);
    const [first, second] = (await calls(2)) as [Leg, Leg];
    expect(first).toMatchObject({
      origin: `http://localhost:${port}`,
      rewritten: { host: { from: `127.0.0.1:${ours}`, to: `localhost:${port}` }, base: '/v1' },
      connection: { peer: { port } },
    });
    expect(text(first)[0]).toMatch(/^GET \/v1\/a\?b=c HTTP\/1\.1\r\nHost: localhost:\d+\r\nUser-Agent: curl/);
    expect(second.rewritten).toEqual({ base: '/v1' });
  });

  it('passes requests that do not wait for one another, to the byte', async () => {
    const seen: Buffer[] = [];
    const server = createServer((socket) =>
      socket.on('data', (bytes: Buffer) => {
        seen.push(bytes);
        if (bytes.includes('last')) socket.write(ANSWERS);
      }),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { port, calls } = await capture(`http://${host}`);
    const chunked = `PUT /1 HTTP/1.1\r\nhost:  ${host}\r\nX-B: 1\r\nx-a:2 \r\nTransfer-Encoding: chunked\r\n\r\n3;q=1\r\nabc\r\n0\r\nX-T: 1\r\n\r\n`;
    const { socket, until } = rawClient(port);
    socket.write(`${chunked}GET /2 HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    socket.write(`DELETE /last HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(await until(/bye$/)).toBe(ANSWERS);
    expect((await calls(3)).map(text).map(([sent]) => sent?.split(' ')[1])).toEqual(['/1', '/2', '/last']);
    expect(Buffer.concat(seen).toString('latin1')).toContain('GET /2');
    expect((await calls(3))[0]?.sent.toString('latin1')).toBe(chunked);
    socket.destroy();
    server.close();
  });

  it('passes on each piece of a stream when it comes', async () => {
    let go: () => void = () => undefined;
    const { port } = await opened(
      startHttp((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\n');
        go = () => response.end('data: 2\n\n');
      }),
    );
    const { url, legs, calls } = await capture(`http://127.0.0.1:${port}`);
    const { body } = await fetch(url);
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: 1\n\n');
    expect(legs).toEqual([]);
    go();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: 2\n\n');
    await calls(1);
  });

  it('lets a program wait for 100 Continue', async () => {
    const { port } = await echo();
    const { port: ours, calls } = await capture(`http://127.0.0.1:${port}`);
    const request = httpRequest({
      port: ours,
      method: 'POST',
      headers: { expect: '100-continue', 'content-length': 2 },
    });
    request.flushHeaders();
    await once(request, 'continue');
    request.end('hi');
    await once(request, 'response');
    expect(text((await calls(1))[0] as Leg)[1]).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
    request.destroy();
  });

  it('passes on a WebSocket untouched, and records how it began', async () => {
    const server = await opened(
      startTcp((socket: Socket) => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
        socket.pipe(socket);
      }),
    );
    const { port, calls } = await capture(`http://127.0.0.1:${server.port}`);
    const { socket, until } = rawClient(port);
    socket.write('GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    await until(/\r\n\r\n/);
    expect(text((await calls(1))[0] as Leg)[1]).toMatch(/^HTTP\/1\.1 101 /);
    const frame = Buffer.from([0x81, 0x85, 1, 2, 3, 4, 0x69, 0x67, 0x6f, 0x68, 0x6e]);
    socket.write(frame);
    expect(await until(/n$/)).toContain(frame.toString('latin1'));
    socket.destroy();
  });

  it('speaks TLS with the server, and shows it a certificate where it has one', async () => {
    const { port } = await opened(
      startHttps({ ...own, ca: ca.cert, requestCert: true, rejectUnauthorized: true }, (_request, response) =>
        response.end('in'),
      ),
    );
    const { url, calls } = await capture(`https://localhost:${port}`, {
      ca: ca.cert,
      cert: clientPair.cert,
      key: clientPair.key,
    });
    expect(await (await fetch(url)).text()).toBe('in');
    expect((await calls(1))[0]?.connection?.tls).toMatchObject({ serverVerified: true, alpn: 'http/1.1' });
    const without = await capture(`https://localhost:${port}`, { ca: ca.cert });
    await expect(fetch(without.url)).rejects.toThrow();
    expect((await without.calls(1))[0]).toMatchObject({
      failure: { kind: 'tls' },
      connection: { tls: { alert: 'certificate required' } },
    });
  });
});

describe('a reverse proxy whose server cannot be reached', () => {
  it('answers in its place, and records what was asked', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    taken.close();
    await once(taken, 'close');
    const { url, calls } = await capture(`http://127.0.0.1:${port}/v1`);
    const answer = await fetch(`${url}/pay`, { method: 'POST', body: 'amount=1' });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/^errdoctor: .*ECONNREFUSED/) });
    const [leg] = await calls(1);
    expect(leg).toMatchObject({
      failure: { kind: 'connect' },
      received: Buffer.alloc(0),
      rewritten: { base: '/v1' },
    });
    expect(leg?.sentCut).toBeUndefined();
    expect(leg?.sent.toString()).toMatch(/^POST \/v1\/pay HTTP[\s\S]*\r\n\r\namount=1$/);
  });

  it('answers at once who waits for 100 Continue, and a HEAD without content', async () => {
    const { url, calls } = await capture('http://127.0.0.1:1');
    const expecting = await curl(
      '-s',
      '--expect100-timeout',
      '60',
      '-H',
      'Expect: 100-continue',
      '-d',
      'x',
      url,
    );
    expect(expecting.stdout.toString()).toContain('errdoctor: ');
    expect((await curl('-sI', url)).stdout.toString()).toMatch(/^HTTP\/1\.1 502 [\s\S]*\r\n\r\n$/);
    expect((await calls(2)).map(({ sentCut }) => sentCut)).toEqual([true, undefined]);
  });

  it('tells nothing to one whose certificate it does not trust', async () => {
    const heard: unknown[] = [];
    const { port } = await opened(
      startHttps(own, (request, response) => {
        heard.push(request.url);
        response.end();
      }),
    );
    const { url, calls, remarks } = await capture(`https://localhost:${port}`);
    expect((await fetch(url)).status).toBe(502);
    const [leg] = await calls(1);
    expect(remarks.map(({ says }) => says)).toEqual([expect.stringContaining('--cacert FILE')]);
    expect(leg?.failure).toEqual({ kind: 'tls', says: expect.stringContaining('SSL certificate problem') });
    expect(leg?.connection?.tls).toMatchObject({ serverVerified: false });
    expect(heard).toEqual([]);
  });
});

describe('a reverse proxy that is used as something else', () => {
  it.each([
    ['a proxy', (url: string) => ['-x', url, 'http://elsewhere.example/canary']],
    ['a tunnel', (url: string) => ['-x', url, '-p', 'http://elsewhere.example/canary']],
    ['a server with TLS', (url: string) => [url.replace('http:', 'https:')]],
  ])('passes nothing on to the server: %s', async (_what, args) => {
    const heard: unknown[] = [];
    const { port } = await opened(
      startHttp((request, response) => {
        heard.push(request.url);
        response.end();
      }),
    );
    const { url, remarks, port: ours } = await capture(`http://127.0.0.1:${port}`);
    await curl('-sS', ...args(url));
    expect(remarks.map(({ says }) => says)).toEqual([expect.stringContaining(`127.0.0.1:${ours}`)]);
    expect(heard).toEqual([]);
  });

  it('says that a redirect leads past it', async () => {
    const { port } = await opened(
      startHttp((request, response) => {
        const location = request.url === '/1' ? '/2' : `http://127.0.0.1:${port}/3`;
        response.writeHead(302, { location }).end();
      }),
    );
    const { url, remarks, calls } = await capture(`http://127.0.0.1:${port}`);
    await fetch(`${url}/1`, { redirect: 'manual' });
    await calls(1);
    expect(remarks).toEqual([]);
    const answer = await fetch(`${url}/2`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`http://127.0.0.1:${port}/3`);
    await calls(2);
    expect(remarks.map(({ says }) => says)).toEqual([expect.stringContaining('redirects')]);
  });

  it('refuses what is no base URL of a server, and a port that is taken', async () => {
    for (const url of [
      'ftp://a.example',
      'http://u:canary@a.example',
      'http://a.example/?q',
      'http://a.example/#f',
    ]) {
      await expect(startCapture(url)).rejects.toThrow(RangeError);
      await expect(startCapture(url)).rejects.not.toThrow('canary');
    }
    const { port } = await echo();
    const taken = startReverseProxy({ ...NOTHING_HEARD, to: new URL('http://a.example'), port });
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('gives what is under way when it is closed', async () => {
    const asked = new EventEmitter();
    const server = await opened(startTcp((socket) => socket.on('end', () => asked.emit('asked')).resume()));
    const { port, legs, close } = await startCapture(`http://127.0.0.1:${server.port}`);
    rawClient(port).socket.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(asked, 'asked');
    await close();
    expect(legs.map(({ failure }) => failure?.kind)).toEqual(['other']);
  });
});

const NOTHING_HEARD = { dialer: new Dialer({}), onCall: () => undefined, onRemark: () => undefined };

const ANSWERS = `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n${'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbye'.repeat(2)}`;
