import { spawn } from 'node:child_process';
import { connect } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientHello, readClientHello } from '../../src/capture/client-hello.js';
import { runCurl } from '../support/curl.js';
import { startSockets } from '../support/servers.js';

/** The first bytes that a client sends to a server at this port. */
async function firstBytes(call: (port: number) => unknown): Promise<Buffer> {
  let close: (() => Promise<void>) | undefined;
  const bytes = await new Promise<Buffer>((resolve) => {
    void startSockets((socket) => socket.once('data', resolve)).then((server) => {
      close = server.close;
      call(server.port);
    });
  });
  await close?.();
  return bytes;
}

const ofCurl = (...args: string[]) =>
  firstBytes((port) =>
    runCurl(['-s', '--resolve', '*:PORT:127.0.0.1', ...args].map((word) => word.replace('PORT', `${port}`))),
  );

/** The same handshake in records of this many bytes. */
function cut(hello: Buffer, size: number): Buffer {
  const records: Buffer[] = [];
  for (let at = 5; at < hello.length; at += size) {
    const part = hello.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part);
  }
  return Buffer.concat(records);
}

const CURL = await ofCurl('https://api.shop.example:PORT/');

describe('the first message of TLS', () => {
  it('tells the host and the protocols of curl', async () => {
    expect(readClientHello(CURL)).toEqual({ serverName: 'api.shop.example', alpn: ['h2', 'http/1.1'] });
    const one = await ofCurl('--http1.1', 'https://api.shop.example:PORT/');
    expect(readClientHello(one)).toEqual({ serverName: 'api.shop.example', alpn: ['http/1.1'] });
    const none = await ofCurl('--no-alpn', '--tls-max', '1.2', 'https://api.shop.example:PORT/');
    expect(readClientHello(none)).toEqual({ serverName: 'api.shop.example' });
  });

  it('tells what openssl and Node leave out', async () => {
    const openssl = await firstBytes((port) =>
      spawn('openssl', ['s_client', '-noservername', '-alpn', 'h2', '-connect', `127.0.0.1:${port}`]),
    );
    expect(readClientHello(openssl)).toEqual({ alpn: ['h2'] });
    const node = await firstBytes((port) =>
      connect({ port, host: '127.0.0.1', servername: 'pay.example' }).on('error', () => undefined),
    );
    expect(readClientHello(node)).toEqual({ serverName: 'pay.example' });
  });

  it('may come in many records and in any pieces', () => {
    const whole = readClientHello(CURL);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(CURL.length), (size, at) => {
        const records = cut(CURL, size);
        expect(readClientHello(records)).toEqual(whole);
        expect(readClientHello(Buffer.concat([records, Buffer.from('more')]))).toEqual(whole);
        expect(readClientHello(CURL.subarray(0, Math.min(at, CURL.length - 1)))).toBe('more');
      }),
    );
  });

  it('is nothing else', () => {
    const others = [
      'GET / HTTP/1.1',
      'SSH-2.0-x',
      'PRI * HTTP/2.0',
      '\x16\x02\x01',
      '\x16\x03\x01\0\0',
      '\x15\x03\x01',
    ];
    for (const other of others) expect(readClientHello(Buffer.from(other, 'latin1'))).toBeUndefined();
    // Another message of the handshake; a record after half a message that continues it no more.
    const answer = Buffer.from(CURL);
    answer[5] = 2;
    expect(readClientHello(answer)).toBeUndefined();
    expect(readClientHello(Buffer.concat([cut(CURL.subarray(0, 100), 95), Buffer.alloc(6)]))).toBeUndefined();
  });

  it('gives no name that is none', () => {
    const named = (name: string) => {
      const bytes = Buffer.from(CURL);
      bytes.write(name.padEnd('api.shop.example'.length), bytes.indexOf('api.shop.example'), 'latin1');
      return (readClientHello(bytes) as ClientHello).serverName;
    };
    expect(named('api.shop2example')).toBe('api.shop2example');
    expect(named('a\r\nHost: evil...')).toBeUndefined();
    expect(named('1.2.3.4.5.6.7.89')).toBeUndefined();
  });

  it('never throws, whatever the lengths say', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(CURL.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(CURL);
        for (const [at, to] of changes) bytes[at] = to;
        readClientHello(bytes);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (rest) => {
        readClientHello(Buffer.concat([Buffer.from([22, 3, 1, 1, 0, 1, 0, 0, 200]), rest]));
      }),
    );
  });
});
