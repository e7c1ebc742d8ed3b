import { connect } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../../support/certificates.js';
import { runCurl } from '../../support/curl.js';
import { startCapture } from '../../support/forward-proxy.js';
import { type LoopbackServer, startTlsSockets } from '../../support/servers.js';
import { tunnelTo } from '../../support/tunnel.js';

let certificates: Certificates;
const servers: LoopbackServer[] = [];
beforeAll(() => {
  certificates = makeCertificates(['api.shop.example']);
});
afterAll(async () => {
  await Promise.all(servers.map(({ close }) => close()));
  certificates.remove();
});

const TRUSTED = () => ({ SSL_CERT_FILE: certificates.ca.certFile });
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

function isWhole(request: string): boolean {
  const [head = '', body] = request.split(/\r\n\r\n([\s\S]*)/);
  if (/transfer-encoding/i.test(head)) return request.endsWith('0\r\n\r\n');
  return body?.length === Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
}

/** A server over TLS that answers each request with these bytes, its 1xx before the body, and keeps what it got. */
async function answering(answer: string | Buffer, options = {}) {
  const got: Buffer[] = [];
  const start = answer.indexOf('100 Continue') < 0 ? 0 : answer.indexOf('\r\n\r\n') + 4;
  const [interim, final] = [answer.slice(0, start), answer.slice(start)];
  const { key, cert } = certificates.server;
  const server = await startTlsSockets(
    { key, cert, ALPNProtocols: ['http/1.1', 'http/1.0'], ...options },
    (socket) => {
      let text = '';
      socket.on('data', (bytes: Buffer) => {
        got.push(bytes);
        const isFirst = text === '';
        text += bytes.toString('latin1');
        if (isFirst) socket.write(interim);
        if (!isWhole(text)) return;
        text = '';
        socket.write(final);
        if (final.includes('to the end')) socket.end();
      });
      socket.once('end', () => socket.end());
    },
  );
  servers.push(server);
  return { ...server, got: () => Buffer.concat(got.splice(0)).toString('latin1') };
}

describe('bytes of a call over TLS', () => {
  const chunked = Buffer.concat([
    Buffer.from(
      'HTTP/1.1 200  odd reason \r\nTRANSFER-Encoding: chunked\r\ncontent-ENCODING: gzip\r\nX-Two:  a \r\nx-two: b\r\nTrailer: X-End\r\n\r\n',
    ),
    ...[gzipSync('hello').subarray(0, 9), gzipSync('hello').subarray(9)].flatMap((part) => [
      Buffer.from(`00${part.length.toString(16).toUpperCase()};ext=1\r\n`),
      part,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('0\r\nX-End: yes \r\n\r\n'),
  ]);

  it.each([
    [
      'odd heads, chunks, gzip and trailers',
      ['-H', 'x-ODD:  trailing \t', '-H', 'X-Odd;', '-d', '{"a": 1}'],
      chunked,
    ],
    // Without the second in which curl waits for a 100.
    ['a request in chunks', ['-H', 'Transfer-Encoding: chunked', '-H', 'Expect:', '-T', '/etc/hostname'], OK],
    [
      '100 Continue',
      ['-H', 'Expect: 100-continue', '-d', 'x'],
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}`,
    ],
    [
      'HTTP/1.0, and an answer that ends with the connection',
      ['--http1.0'],
      'HTTP/1.0 200 OK\r\n\r\nto the end',
    ],
    [
      'events',
      ['-N'],
      'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nContent-Length: 19\r\n\r\ndata: 1\n\ndata: two\n',
    ],
  ])('are those without a capture: %s', async (_name, args, answer) => {
    const server = await answering(answer);
    const capture = await startCapture(TRUSTED());
    const url = `https://localhost:${server.port}/p%41th?q=%7E&r=[1]`;
    const all = ['-sS', '-g', '-i', '--raw', '--cacert', certificates.ca.certFile, ...args, url];
    const direct = await runCurl(all);
    const sent = server.got();
    const captured = await capture.curl('-g', '-i', '--raw', '--suppress-connect-headers', ...args, url);
    expect(captured).toEqual(direct);
    expect(captured.exit).toBe(0);
    expect(server.got()).toBe(sent);
    const [leg] = capture.legs;
    expect(leg?.sent.toString('latin1')).toBe(sent);
    expect(leg?.received.equals(Buffer.from(answer))).toBe(true);
    expect(leg?.connection).toMatchObject({
      peer: { address: '127.0.0.1', port: server.port },
      tls: { version: 'TLSv1.3', serverSubject: 'CN=localhost', serverVerified: true },
    });
    expect(capture.remarks).toEqual([]);
  });

  it('pass for several connections, whose sessions are resumed', async () => {
    const server = await answering(OK.replace('Content', 'Connection: close\r\nContent'));
    const capture = await startCapture(TRUSTED());
    const url = `https://localhost:${server.port}/`;
    for (const version of ['1.2', '1.3'])
      expect((await capture.curl('--tls-max', version, url, url, url)).stderr.toString()).toBe('');
    expect(capture.legs.length).toBe(6);
  });

  it('go to the host that the client names, wherever the tunnel leads', async () => {
    const server = await answering(OK);
    const capture = await startCapture(TRUSTED());
    const { port } = server;
    const run = await capture.curl(
      '--connect-to',
      `::127.0.0.1:${port}`,
      `https://api.shop.example:${port}/`,
    );
    expect(run.stderr.toString()).toBe('');
    expect(capture.legs.map(({ origin }) => origin)).toEqual([`https://api.shop.example:${port}`]);
  });

  it('pass over WebSocket', async () => {
    const upgrade =
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x02hi';
    const server = await answering(Buffer.from(upgrade, 'latin1'));
    const capture = await startCapture(TRUSTED());
    const socket = connect({
      socket: await tunnelTo(capture.port, `localhost:${server.port}`),
      servername: 'localhost',
      ca: capture.ca,
    });
    socket.setEncoding('latin1');
    let text = '';
    const frame = 'GET / HTTP/1.1\x81';
    socket.on('data', (part) => {
      text += part;
      if (text === upgrade) socket.end(Buffer.from(frame, 'latin1'));
    });
    socket.write('GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    expect(text).toBe(upgrade);
    expect(server.got()).toContain(frame);
    const [leg] = await capture.calls(1);
    expect(leg?.received.toString('latin1')).toBe(upgrade.slice(0, -4));
    expect(leg?.failure).toBeUndefined();
  });
});
