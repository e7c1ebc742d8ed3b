import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CallRecorder } from '../../src/recording/call-recorder.js';
import { relay, type RelayOptions } from '../../src/capture/relay.js';
import type { Leg } from '../../src/wire/leg.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A relay to a server that does as it is told, and a client of it. */
async function relayed(serve: (socket: Socket) => void, more: Partial<RelayOptions> = {}) {
  const legs: Leg[] = [];
  const port = await listening(serve);
  const front = await listening((stream) => {
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const recorder = new CallRecorder('http://shop.example', (leg) => legs.push(leg));
    void relay({
      client: { stream, tcp: stream },
      upstream: { stream: upstream, tcp: upstream },
      recorder,
      ...more,
    });
  });
  const client = connect({ port: front, host: '127.0.0.1', allowHalfOpen: true });
  const received: Buffer[] = [];
  const ended = new Promise<string>((resolve) => {
    client.on('error', ({ message }) => resolve(message));
    client.on('end', () => resolve('end'));
  });
  client.on('data', (bytes: Buffer) => received.push(bytes));
  return { client, legs, ended, text: () => Buffer.concat(received).toString('latin1') };
}

const REQUEST = 'POST /a HTTP/1.1\r\nHost: x \r\nContent-Length: 2\r\n\r\nhi';
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes';

describe('a relay', () => {
  it('mirrors the end of one direction and goes on with the other', async () => {
    const { client, legs, ended, text } = await relayed((socket) => {
      let got = '';
      socket.on('data', (bytes) => {
        got += bytes.toString();
      });
      socket.on('end', () => socket.end(got === REQUEST ? ANSWER : `HTTP/1.1 500 \r\n\r\n${got}`));
    });
    client.end(REQUEST);
    expect(await ended).toBe('end');
    expect(text()).toBe(ANSWER);
    expect(legs.map(({ sent, received }) => `${sent}${received}`)).toEqual([REQUEST + ANSWER]);
  });

  it('mirrors a reset, and says that the server broke the connection', async () => {
    const { client, legs, ended } = await relayed((socket) =>
      socket.once('data', () => socket.resetAndDestroy()),
    );
    client.write(REQUEST);
    expect(await ended).toContain('ECONNRESET');
    expect(legs.map(({ failure }) => failure?.kind)).toEqual(['reset']);
  });

  it('resets the server where the client breaks off', async () => {
    let broken: (message: string) => void;
    const seen = new Promise<string>((resolve) => {
      broken = resolve;
    });
    const { client, legs } = await relayed((socket) => {
      socket.once('data', () => client.resetAndDestroy());
      socket.on('error', ({ message }) => broken(message));
    });
    client.write(REQUEST);
    expect(await seen).toContain('ECONNRESET');
    expect(legs.map(({ failure }) => failure?.says)).toEqual([expect.stringContaining('the program closed')]);
  });

  it('changes heads alone', async () => {
    const { client, ended, text } = await relayed(
      (socket) => {
        socket.pipe(socket);
      },
      { rewriteHead: (_head, bytes) => Buffer.from(bytes.toString('latin1').replace('Host: x ', 'host: y')) },
    );
    for (const byte of Buffer.from(REQUEST + REQUEST)) client.write(Buffer.of(byte));
    client.end('GET / HT');
    await ended;
    const changed = REQUEST.replace('Host: x ', 'host: y');
    expect(text()).toBe(`${changed}${changed}GET / HT`);
  });

  it('stays at the pace of the slower end where it also waits for room', async () => {
    const size = 32 * 2 ** 20;
    let arrived = 0;
    let most = 0;
    let read: () => void = () => undefined;
    const port = await listening((socket) => {
      read = () =>
        socket.on('data', ({ length }) => {
          arrived += length;
          if (arrived === size) socket.end();
        });
    });
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(upstream, 'connect');
    const front = await listening((stream) => {
      const admission = () => {
        most = Math.max(most, upstream.listenerCount('drain'));
        return Promise.resolve();
      };
      void relay({
        client: { stream, tcp: stream },
        upstream: { stream: upstream, tcp: upstream },
        recorder: new CallRecorder('http://shop.example', () => undefined),
        admission,
      });
    });
    const client = connect(front, '127.0.0.1');
    client.write(Buffer.alloc(size));
    while (!upstream.writableNeedDrain) await new Promise(setImmediate);
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    read();
    await once(client.resume(), 'end');
    expect(arrived).toBe(size);
    expect(most).toBe(1);
  });

  it('holds nothing back once another protocol is spoken', async () => {
    const { client, text } = await relayed(
      (socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\n\r\n');
          socket.pipe(socket);
        });
      },
      { rewriteHead: (_head, bytes) => bytes },
    );
    client.write('POST /attach HTTP/1.1\r\nHost: x\r\nUpgrade: tcp\r\n\r\n');
    await once(client, 'data');
    client.write('GET ');
    await once(client, 'data');
    expect(text()).toMatch(/GET $/);
    client.destroy();
  });

  it('waits until there is room', async () => {
    let open: () => void = () => undefined;
    const { client, ended, legs } = await relayed((socket) => socket.on('data', () => socket.write(ANSWER)), {
      admission: () =>
        new Promise((resolve) => {
          open = resolve;
        }),
    });
    client.write(REQUEST);
    await once(client, 'data');
    client.write(REQUEST);
    expect(legs).toHaveLength(1);
    open();
    await once(client, 'data');
    expect(legs).toHaveLength(2);
    client.destroy();
    await Promise.race([ended, once(client, 'close')]);
  });
});
