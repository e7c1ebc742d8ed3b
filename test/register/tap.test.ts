import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Client } from 'undici';
import { afterEach, expect, it } from 'vitest';
import type { FailedCall } from '../../src/register/failed-call.js';
import { failedLeg } from '../../src/register/failed-leg.js';
import { tapInto } from '../../src/register/taps.js';
import { watchHttp } from '../../src/register/watch-http.js';
import { watchUndici } from '../../src/register/watch-undici.js';
import { recordedCalls } from '../../src/wire/recorded.js';

let calls: FailedCall[] = [];
watchHttp((call) => calls.push(call));
watchUndici((call) => calls.push(call));

let server: Server | undefined;
let sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  calls = [];
  sockets = [];
});

/** What came from all clients. */
let came = '';

/** A server that says `answers` one after the other, each as soon as all that came matches its pattern. */
async function start(...answers: readonly (readonly [until: RegExp, says: string])[]): Promise<string> {
  came = '';
  const left = [...answers];
  server = createServer((socket) => {
    sockets.push(socket);
    socket
      .on('error', () => undefined)
      .on('data', (bytes) => {
        came += bytes.toString('latin1');
        while (left[0]?.[0].test(came)) socket.write((left.shift() as (typeof answers)[number])[1], 'latin1');
      });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answer(status: string, body = '', ...fields: string[]): string {
  return [`HTTP/1.1 ${status}`, `Content-Length: ${body.length}`, ...fields, '', body].join('\r\n');
}

const legs = () => calls.map(failedLeg);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const FINE = answer('200 OK', '{"ok":true}');
const REFUSED = answer('401 Unauthorized', '{"error":"no"}');

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Gives the status, or the error's code. */
function post(url: string, write: (outgoing: ReturnType<typeof httpRequest>) => void, headers = {}) {
  return new Promise((resolve) => {
    const outgoing = httpRequest(url, { method: 'POST', agent, headers }, (got) =>
      got.resume().on('end', () => resolve(got.statusCode)),
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    write(outgoing);
  });
}

it('hears every form in which node:http writes, to the byte', async () => {
  const url = await start([/END/, FINE], [/END[\s\S]*0\r\n\r\n$/, REFUSED]);
  await post(url, (outgoing) => outgoing.end('END'));
  came = 'END';
  await post(`${url}/x`, (outgoing) => {
    outgoing.write('caf\u00e9', 'latin1');
    outgoing.cork();
    outgoing.write('c3a9', 'hex');
    outgoing.write(new Uint8Array([0, 255]));
    outgoing.uncork();
    Readable.from([Buffer.from('a'.repeat(70_000)), '\u20ac']).pipe(outgoing);
  });
  expect(legs().map(({ sent }) => text(sent))).toEqual([came.slice(3)]);
  expect(legs().map(({ received }) => text(received))).toEqual([REFUSED]);
  expect(legs()[0]).toMatchObject({ origin: url, connection: { peer: { address: '127.0.0.1' } } });
});

it('hears every form in which undici writes, to the byte', async () => {
  const url = await start([/END/, FINE], [/0\r\n\r\n$/, REFUSED], [/FORM/, answer('422 No', 'no')]);
  const client = new Client(url);
  await (await client.request({ path: '/', method: 'POST', body: 'END' })).body.dump();
  came = '';
  const body = Readable.from([Buffer.from('a'.repeat(70_000)), '\u20ac']);
  await (await client.request({ path: '/a', method: 'POST', body })).body.dump();
  const streamed = came;
  came = '';
  const form = new FormData();
  form.set('file', new Blob(['FORM\u20ac']), 'a.txt');
  await (await fetch(`${url}/b`, { method: 'POST', body: form })).arrayBuffer();
  expect(legs().map(({ sent }) => text(sent))).toEqual([streamed, came]);
  await client.close();
});

it('keeps pipelined requests apart', async () => {
  const url = await start(
    [/\/c HTTP/, FINE + REFUSED + FINE],
    [/\/e HTTP/, REFUSED + FINE],
    [/\/f HTTP/, REFUSED],
  );
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  tapInto(
    socket,
    () => url,
    (call) => calls.push(call),
  );
  let answered = '';
  socket.on('data', (bytes) => {
    answered += String(bytes);
  });
  const ask = async (paths: string, ...ends: RegExp[]) => {
    for (const path of paths) socket.write(`GET /${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    for (const end of ends) while (!end.test(answered)) await once(socket, 'data');
    answered = '';
  };
  await ask('abc', /"no"[\s\S]*ok/);
  await ask('de', /"no"[\s\S]*ok/);
  await ask('f', /"no"/);
  expect(legs().map(({ sent }) => text(sent).split(' ')[1])).toEqual(['/b', '/d', '/f']);
});

it('reads interim and early answers', async () => {
  const url = await start(
    [/\r\n\r\n$/, 'HTTP/1.1 100 Continue\r\n\r\n'],
    [/BODY/, REFUSED],
    [/\/early[\s\S]*\r\n\r\n/, answer('413 Too large', 'no')],
  );
  const asked = { Expect: '100-continue', 'Content-Length': 4 };
  const status = await post(
    url,
    (outgoing) => outgoing.on('continue', () => outgoing.end('BODY')).flushHeaders(),
    asked,
  );
  expect(status).toBe(401);
  expect(text(legs()[0]?.received ?? Buffer.alloc(0))).toBe(`HTTP/1.1 100 Continue\r\n\r\n${REFUSED}`);
  const early = await post(`${url}/early`, (outgoing) => {
    outgoing.write('a');
    outgoing.on('response', () => outgoing.end('rest'));
  });
  expect(early).toBe(413);
  expect(text(legs()[1]?.sent ?? Buffer.alloc(0))).toMatch(/\r\n1\r\na\r\n4\r\nrest\r\n0\r\n\r\n$/);
});

it('leaves alone what follows a switch of protocols', async () => {
  const url = await start(
    [/Upgrade/, 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: own\r\n\r\n'],
    [/ping/, REFUSED],
  );
  const said = await new Promise<string>((resolve) => {
    httpRequest(url, { headers: { Connection: 'Upgrade', Upgrade: 'own' } })
      .on('upgrade', (_, socket) => {
        socket.once('data', (bytes) => resolve(String(bytes)));
        socket.write('ping');
      })
      .end();
  });
  expect(said).toBe(REFUSED);
  expect(calls).toEqual([]);
});

it('tells of what lies in the middle of a long answer, and keeps no more than is kept of any', async () => {
  const long = `{"ok":true,"x":"${'x'.repeat(6 * 2 ** 20)}"}`;
  const url = await start([/./, answer('200 OK', long)], [/\/b HTTP/, answer('500 No', long)]);
  expect(await (await fetch(`${url}/a`)).text()).toHaveLength(long.length);
  expect(calls).toEqual([]);
  expect(await (await fetch(`${url}/b`)).text()).toHaveLength(long.length);
  expect(legs()).toMatchObject([{ cut: true }]);
  expect(legs()[0]?.received.length).toBeLessThan(5 * 2 ** 20);
});

it('knows whom a request to a proxy without a tunnel is for', async () => {
  const url = await start([/./, REFUSED]);
  await new Promise((resolve) =>
    httpRequest(url, { path: 'http://api.example/v1?a' }, (got) => got.resume().on('end', resolve)).end(),
  );
  const { exchanges } = recordedCalls('calls', legs(), { name: 'test' });
  expect(exchanges.map(({ request }) => request?.url)).toEqual(['http://api.example/v1?a']);
});
