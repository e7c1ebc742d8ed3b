import { once } from 'node:events';
import { connect as connectHttp2, createServer as createHttp2 } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../../support/certificates.js';
import { startCapture } from '../../support/forward-proxy.js';
import {
  type LoopbackServer,
  startHttp2,
  startProxy,
  startSockets,
  startTlsSockets,
} from '../../support/servers.js';
import { tunnelTo } from '../../support/tunnel.js';

let certificates: Certificates;
const closing: (() => unknown)[] = [];
const kept = async (server: Promise<LoopbackServer>) => {
  closing.push((await server).close);
  return server;
};
beforeAll(() => {
  certificates = makeCertificates();
  closing.push(certificates.remove);
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});
const trusted = () => ({ SSL_CERT_FILE: certificates.ca.certFile });

async function textOf(socket: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const bytes of socket) text += bytes.toString('latin1');
  return text;
}

describe('what is not understood', () => {
  it('passes where a program speaks HTTP/2 alone, as gRPC does', async () => {
    const { key, cert } = certificates.server;
    const server = await kept(
      startHttp2({ key, cert }, (request, response, body) => response.end(`${request.url} ${body}`)),
    );
    const capture = await startCapture(trusted());
    const host = `localhost:${server.port}`;
    const socket = await tunnelTo(capture.port, host);
    const session = connectHttp2(`https://${host}`, {
      createConnection: () =>
        connect({ socket, servername: 'localhost', ALPNProtocols: ['h2'], ca: certificates.ca.cert }),
    });
    const stream = session.request({ ':path': '/a', ':method': 'POST' }).end('x'.repeat(100_000));
    expect((await textOf(stream)).length).toBe(100_003);
    session.close();
    expect(capture.legs).toEqual([]);
    expect(capture.remarks).toEqual([{ host, says: expect.stringContaining('speaks only h2') }]);
  });

  it('passes HTTP/2 without TLS', async () => {
    const plain = createHttp2((request, response) => response.end(`two ${request.url}`)).listen(
      0,
      '127.0.0.1',
    );
    await once(plain, 'listening');
    closing.push(() => plain.close());
    const capture = await startCapture();
    const host = `127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const socket = await tunnelTo(capture.port, host);
    const session = connectHttp2(`http://${host}`, { createConnection: () => socket });
    expect(await textOf(session.request({ ':path': '/b' }))).toBe('two /b');
    session.close();
    expect(capture.remarks).toEqual([{ host, says: expect.stringContaining('not HTTP/1') }]);
  });

  it('passes where the server speaks first', async () => {
    const server = await kept(
      startSockets((socket) => {
        socket.write('220 mail\r\n');
        socket.on('data', (bytes) => socket.end(bytes));
      }),
    );
    const capture = await startCapture();
    const socket = await tunnelTo(capture.port, `127.0.0.1:${server.port}`);
    socket.once('data', () => socket.end('EHLO x\r\n'));
    expect(await textOf(socket)).toBe('220 mail\r\nEHLO x\r\n');
    expect(capture.legs).toEqual([]);
  });

  it('passes the beginning of TLS that never goes on, and the end behind it', async () => {
    const server = await kept(
      startSockets(
        (socket) =>
          void textOf(socket.iterator({ destroyOnReturn: false }) as never).then((text) => socket.end(text)),
      ),
    );
    const capture = await startCapture();
    const socket = await tunnelTo(capture.port, `127.0.0.1:${server.port}`);
    socket.end(Buffer.from([22, 3, 1]));
    expect(await textOf(socket)).toBe('\x16\x03\x01');
  });
});

describe('a tunnel', () => {
  it('reads HTTP/1 without TLS', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
    const server = await kept(startSockets((socket) => socket.once('data', () => socket.end(answer))));
    const capture = await startCapture();
    const run = await capture.curl('--proxytunnel', `http://127.0.0.1:${server.port}/plain`);
    expect(run.stdout.toString()).toBe('ok');
    const [leg] = await capture.calls(1);
    expect(leg?.origin).toBe(`http://127.0.0.1:${server.port}`);
    expect(leg?.sent.toString()).toMatch(/^GET \/plain HTTP\/1\.1\r\n/);
    expect(leg?.received.toString()).toBe(answer);
  });

  it.each([
    ['shop.invalid:443', 'https://shop.invalid', 'dns'],
    ['shop.invalid:80', 'http://shop.invalid', 'dns'],
    ['[::1]:1', 'https://[::1]:1', 'connect'],
    ['127.0.0.1:1', 'https://127.0.0.1:1', 'connect'],
  ])('to %s is a failed call', async (authority, origin, kind) => {
    const capture = await startCapture();
    await expect(tunnelTo(capture.port, authority)).rejects.toThrow('HTTP/1.1 502 Bad Gateway');
    expect(capture.legs).toEqual([
      expect.objectContaining({ origin, failure: expect.objectContaining({ kind }), sent: Buffer.alloc(0) }),
    ]);
  });

  it.each(['shop.example', 'shop.example:', ':443', 'a@b:443', 'shop.example:99999', 'a/b:443'])(
    'to "%s" is refused',
    async (authority) => {
      const capture = await startCapture();
      await expect(tunnelTo(capture.port, authority)).rejects.toThrow('HTTP/1.1 400 Bad Request');
      expect(capture.legs).toEqual([]);
    },
  );

  it("goes through the user's proxy, or not with NO_PROXY", async () => {
    const asked: string[] = [];
    const proxy = await kept(
      startProxy(undefined, ({ headers }) => asked.push(`${headers['proxy-authorization']}`)),
    );
    const { key, cert } = certificates.server;
    const server = await kept(
      startTlsSockets({ key, cert }, (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n')),
      ),
    );
    const https_proxy = `http://me:canary@127.0.0.1:${proxy.port}`;
    const url = `https://localhost:${server.port}/`;
    const capture = await startCapture({ ...trusted(), https_proxy });
    expect((await capture.curl(url)).exit).toBe(0);
    expect(asked).toEqual([`Basic ${Buffer.from('me:canary').toString('base64')}`]);
    expect((await capture.calls(1))[0]?.connection?.proxy?.name).toBe(`http://127.0.0.1:${proxy.port}`);
    expect(JSON.stringify(capture.legs)).not.toContain('canary');
    const exempt = await startCapture({ ...trusted(), https_proxy, NO_PROXY: 'localhost' });
    expect((await exempt.curl(url)).exit).toBe(0);
    expect(asked.length).toBe(1);
  });

  it("hands on what the user's proxy refuses", async () => {
    const proxy = await kept(startProxy('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const capture = await startCapture({ ALL_PROXY: `http://127.0.0.1:${proxy.port}` });
    const run = await capture.curl('https://shop.invalid/');
    expect(run.stderr.toString()).toContain('CONNECT tunnel failed, response 407');
    expect(capture.legs.map(({ failure }) => failure)).toEqual([
      { kind: 'proxy', says: 'CONNECT tunnel failed, response 407 from proxy' },
    ]);
  });
});

describe('a connection over TLS', () => {
  const serving = (serve: (socket: TLSSocket) => void) => {
    const { key, cert } = certificates.server;
    return kept(startTlsSockets({ key, cert }, serve));
  };
  async function talk(serve: (socket: TLSSocket) => void) {
    const server = await serving(serve);
    const capture = await startCapture(trusted());
    const socket = await tunnelTo(capture.port, `localhost:${server.port}`);
    const tls = connect({ socket, servername: 'localhost', ca: capture.ca });
    return { capture, tls, tcp: socket };
  }

  it('is reset where the server resets it, in the middle of an answer', async () => {
    let reset: () => void = () => undefined;
    const { capture, tls } = await talk((socket) => {
      const { _parent: tcp } = socket as never as { readonly _parent: Socket };
      reset = () => tcp.resetAndDestroy();
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'));
    });
    tls.once('data', () => reset());
    tls.write('GET / HTTP/1.1\r\n\r\n');
    await expect(textOf(tls)).rejects.toThrow('ECONNRESET');
    const [leg] = await capture.calls(1);
    expect(leg?.failure).toEqual({ kind: 'reset', says: 'read ECONNRESET' });
    expect(leg?.received.toString()).toContain('half');
  });

  it('goes on in one direction when the other has ended', async () => {
    const { capture, tls } = await talk((socket) => {
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes;
      });
      socket.on('end', () => socket.end(`HTTP/1.1 200 OK\r\n\r\n${text.length}`));
    });
    const request = 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc';
    tls.end(request);
    expect(await textOf(tls)).toBe(`HTTP/1.1 200 OK\r\n\r\n${request.length}`);
    const [leg] = await capture.calls(1);
    expect(leg?.failure).toBeUndefined();
  });

  it('is told of where the program breaks it off', async () => {
    const { capture, tls, tcp } = await talk((socket) => socket.once('data', () => tcp.resetAndDestroy()));
    tls.on('error', () => undefined).write('GET / HTTP/1.1\r\n\r\n');
    const [leg] = await capture.calls(1);
    expect(leg?.failure).toMatchObject({
      kind: 'other',
      says: expect.stringContaining('the program closed'),
    });
  });

  it('carries large bodies in constant memory', async () => {
    const size = 100 * 2 ** 20;
    const piece = Buffer.alloc(2 ** 16, 'x');
    const { capture, tls } = await talk((socket) => {
      socket.once('data', async () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
        for (let left = size; left > 0; left -= piece.length)
          if (!socket.write(piece)) await once(socket, 'drain');
      });
    });
    tls.write('GET / HTTP/1.1\r\n\r\n');
    let got = 0;
    let most = 0;
    for await (const bytes of tls) {
      got += bytes.length;
      most = Math.max(most, process.memoryUsage().arrayBuffers);
      if (got > size) break;
    }
    expect(got).toBeGreaterThan(size);
    expect(most).toBeLessThan(64 * 2 ** 20);
    const [leg] = await capture.calls(1);
    expect(leg?.cut).toBe(true);
    expect(leg?.failure).toBeUndefined();
  });

  it('does not outlive the capture', async () => {
    const { capture, tls } = await talk((socket) => socket.resume());
    tls.on('error', () => undefined);
    await once(tls, 'secureConnect');
    tls.end('GET / HTTP/1.1\r\n\r\n');
    await capture.close();
    expect(capture.legs.length).toBeLessThan(2);
  });
});
