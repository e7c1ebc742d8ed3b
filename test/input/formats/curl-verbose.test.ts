import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodedBytes } from '../../../src/exchange/body.js';
import { UnreadableInput } from '../../../src/input/format.js';
import curlVerbose from '../../../src/input/formats/curl-verbose.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { type Certificates, makeCertificates } from '../../support/certificates.js';
import { runCurl, runCurlMerged } from '../../support/curl.js';
import {
  type Handler,
  type LoopbackServer,
  startHttp,
  startHttp2,
  startHttps,
  startProxy,
  startTcp,
} from '../../support/servers.js';

const REFUSAL = '{"ok":false,"error":"déjà vu"}';
const LOOKS_LIKE_CURL = '<html>\n< HTTP/1.1 200 OK\n<body>\n* item\n> quoted\n</body>\n</html>';
const LARGE = JSON.stringify({ text: 'errdoctor '.repeat(4000) });

const handler: Handler = (request, response) => {
  const answer = (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'Content-Length': String(Buffer.byteLength(body)), ...headers });
    response.end(body);
  };
  const path = request.url?.replace(/\?.*/, '');
  if (path === '/refused')
    return answer(401, REFUSAL, { 'Content-Type': 'application/json', 'X-Padded': 'a  ' });
  if (path === '/page') return answer(403, LOOKS_LIKE_CURL, { 'Content-Type': 'text/html' });
  if (path === '/large') return answer(200, LARGE);
  if (path === '/moved') return answer(302, 'moved', { Location: '/refused' });
  if (path === '/empty') return answer(500, '');
  if (path === '/gzip') return answer(422, gzipSync(REFUSAL), { 'Content-Encoding': 'gzip' });
  if (path === '/silent') return;
  if (path === '/digest') {
    if (request.headers.authorization?.includes('response=')) return answer(403, '{"no":1}');
    return answer(401, 'who?', { 'WWW-Authenticate': 'Digest realm="example", nonce="abc", qop="auth"' });
  }
  if (path === '/chunked') {
    response.writeHead(400, { 'Content-Type': 'application/json' });
    const half = REFUSAL.length / 2;
    response.write(REFUSAL.slice(0, half));
    setImmediate(() => response.end(REFUSAL.slice(half)));
    return;
  }
  return answer(200, '{}');
};

let certificates: Certificates;
let http: LoopbackServer;
let https: LoopbackServer;
let http2: LoopbackServer;
let mutual: LoopbackServer;
let mutual12: LoopbackServer;
let proxy: LoopbackServer;
let closed: LoopbackServer;
let cut: LoopbackServer;
let url: string;

beforeAll(async () => {
  certificates = makeCertificates();
  const { key, cert } = certificates.server;
  const askForCertificate = {
    key,
    cert,
    ca: certificates.ca.cert,
    requestCert: true,
    rejectUnauthorized: true,
  };
  http = await startHttp(handler);
  https = await startHttps({ key, cert }, handler);
  http2 = await startHttp2({ key, cert }, handler);
  mutual = await startHttps(askForCertificate, handler);
  mutual12 = await startHttps({ ...askForCertificate, maxVersion: 'TLSv1.2' }, handler);
  proxy = await startProxy();
  closed = await startTcp((socket) => socket.destroy());
  cut = await startTcp((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"a":1'));
  url = `http://127.0.0.1:${http.port}`;
});

afterAll(async () => {
  await Promise.all(
    [http, https, http2, mutual, mutual12, proxy, closed, cut].map((server) => server.close()),
  );
  certificates.remove();
});

async function read(...args: string[]) {
  const capture = await runCurlMerged(args);
  expect(sniffWith(curlVerbose, capture)).toBeGreaterThan(0.6);
  return readWith(curlVerbose, capture);
}

describe('one request', () => {
  it('reads both heads byte for byte, with places', async () => {
    const captured = await read('-sv', `${url}/refused?a=b%20c`, '-H', 'X-Name: é  ', '-H', 'X-Empty;');
    const { problems, textAt } = captured;
    expect(problems).toEqual([]);
    const { request, response, connection, transport, hops, at } = only(captured);
    expect(request).toMatchObject({
      method: 'GET',
      target: '/refused?a=b%20c',
      url: `${url}/refused?a=b%20c`,
      httpVersion: '1.1',
    });
    expect(textAt(request?.methodAt)).toBe('GET');
    expect(textAt(request?.urlAt)).toBe('/refused?a=b%20c');
    expect(request?.headers.seen).toBe('all');
    expect(request?.headers.get('host')?.raw).toBe(`127.0.0.1:${http.port}`);
    expect(request?.headers.get('x-empty')).toMatchObject({ raw: '', value: '' });
    expect(request?.headers.get('x-name')).toMatchObject({ name: 'X-Name', raw: 'é  ', value: 'é' });
    expect(request?.body).toEqual({ is: 'none' });
    expect(response).toMatchObject({ status: 401, reason: 'Unauthorized', httpVersion: '1.1' });
    expect(textAt(response?.statusAt)).toBe('401');
    expect(response?.headers.get('x-padded')?.raw).toBe('a  ');
    for (const header of [...(request?.headers.list ?? []), ...(response?.headers.list ?? [])]) {
      expect(textAt(header.at)).toBe(header.raw);
    }
    expect(response?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(bodyText(response?.body)).toBe(REFUSAL);
    expect(textAt(response?.body.is === 'bytes' ? response.body.at : undefined)).toBe(REFUSAL);
    expect(connection?.peer).toMatchObject({ address: '127.0.0.1', port: http.port });
    expect(textAt(connection?.peer?.at)).toBe('127.0.0.1');
    expect([transport, hops]).toEqual([undefined, []]);
    expect(textAt(at)).toMatch(/^ {2}Trying[\s\S]*left intact\n\{.*\}$/);
  });

  it('knows that it does not know the request body', async () => {
    const sent = await read('-sv', `${url}/refused`, '-d', '{"amount":1}');
    expect(sent.exchanges[0]?.request?.body).toEqual({ is: 'not-captured' });
    expect(sent.exchanges[0]?.recorder).toMatchObject({ name: 'curl -v' });
    const bare = await read('-sv', '-X', 'POST', `${url}/refused`);
    expect(bare.exchanges[0]?.request?.body).toEqual({ is: 'none' });
  });

  it.each([
    ['without -s', ['-v']],
    ['with -sS', ['-sS', '-v']],
    ['with -N', ['-N', '-v']],
    ['with -i', ['-sv', '-i']],
    ['with --trace-time', ['-sv', '--trace-time']],
  ])('takes a body that looks like curl for a body, %s', async (_name, options) => {
    const { exchanges } = await read(...options, `${url}/page`);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.response?.body).toMatchObject({ exact: true });
    expect(bodyText(exchanges[0]?.response?.body)).toBe(LOOKS_LIKE_CURL);
  });

  it('joins a body that curl interrupted', async () => {
    const { exchanges, textAt } = await read('-v', `${url}/large`);
    const body = exchanges[0]?.response?.body;
    expect(body).toMatchObject({ is: 'bytes', exact: true });
    expect(bodyText(body)).toBe(LARGE);
    expect(body?.is === 'bytes' && body.at?.spans.length).toBeGreaterThan(1);
    expect(textAt(body?.is === 'bytes' ? body.at : undefined)).toBe(LARGE);
  });

  it('reads chunked, empty, discarded and HEAD answers', async () => {
    const chunked = await read('-sv', `${url}/chunked`);
    expect(chunked.exchanges[0]?.response?.body).toMatchObject({ exact: true });
    expect(bodyText(chunked.exchanges[0]?.response?.body)).toBe(REFUSAL);
    const raw = await read('-sv', '--raw', `${url}/chunked`);
    expect(bodyText(raw.exchanges[0]?.response?.body)).toBe(REFUSAL);
    expect((await read('-sv', `${url}/empty`)).exchanges[0]?.response?.body).toEqual({ is: 'none' });
    expect((await read('-sv', '-I', `${url}/refused`)).exchanges[0]?.response?.body).toEqual({ is: 'none' });
    expect((await read('-sv', '-o', '/dev/null', `${url}/refused`)).exchanges[0]?.response?.body).toEqual({
      is: 'not-captured',
    });
  });

  it('keeps compressed bytes exact and decoded ones not', async () => {
    const packed = (await read('-sv', `${url}/gzip`)).exchanges[0]?.response?.body;
    expect(packed).toMatchObject({ is: 'bytes', exact: true });
    expect(packed?.is === 'bytes' && Buffer.from(packed.wire).equals(gzipSync(REFUSAL))).toBe(true);
    expect(packed && Buffer.from(decodedBytes(packed) ?? []).toString()).toBe(REFUSAL);
    const unpacked = (await read('-sv', '--compressed', `${url}/gzip`)).exchanges[0]?.response?.body;
    expect(unpacked).toMatchObject({ is: 'bytes', exact: false });
    expect(bodyText(unpacked)).toBe(REFUSAL);
  });
});

describe('standard output and error in any order', () => {
  it.each([
    ['body first', (out: Buffer, error: Buffer) => [out, error]],
    ['body last', (out: Buffer, error: Buffer) => [error, out]],
  ])('%s', async (_name, order) => {
    const { stdout, stderr } = await runCurl(['-v', `${url}/refused`, `${url}/page`, `${url}/chunked`]);
    const { exchanges, problems } = readWith(curlVerbose, Buffer.concat(order(stdout, stderr)));
    expect(problems).toEqual([]);
    expect(exchanges.map(({ response }) => bodyText(response?.body))).toEqual([
      REFUSAL,
      LOOKS_LIKE_CURL,
      REFUSAL,
    ]);
    expect(exchanges.map(({ request }) => request?.target)).toEqual(['/refused', '/page', '/chunked']);
  });

  it('several answers in their places, glued to the next line', async () => {
    const { exchanges } = await read(
      '-v',
      `${url}/refused`,
      `${url}/page`,
      '--next',
      '-s',
      '-d',
      'x',
      `${url}/empty`,
    );
    expect(exchanges.map(({ response }) => response?.status)).toEqual([401, 403, 500]);
    expect(exchanges.map(({ response }) => bodyText(response?.body))).toEqual([
      REFUSAL,
      LOOKS_LIKE_CURL,
      undefined,
    ]);
    expect(exchanges.map(({ request }) => request?.method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('standard error alone: the body is not captured', async () => {
    const { stderr } = await runCurl(['-v', `${url}/refused`]);
    expect(readWith(curlVerbose, stderr).exchanges[0]?.response?.body).toEqual({ is: 'not-captured' });
  });
});

describe('what leads to an answer', () => {
  it('a followed redirect is a hop, one that is not followed an exchange', async () => {
    const followed = await read('-sv', '-L', `${url}/moved`);
    expect(followed.exchanges).toHaveLength(1);
    expect(followed.exchanges[0]?.response?.status).toBe(401);
    expect(bodyText(followed.exchanges[0]?.response?.body)).toBe(REFUSAL);
    expect(
      followed.exchanges[0]?.hops.map(({ request, response }) => [request?.target, response?.status]),
    ).toEqual([['/moved', 302]]);
    expect(followed.exchanges[0]?.connection?.peer?.address).toBe('127.0.0.1');
    const stopped = await read('-sv', `${url}/moved`);
    expect(
      stopped.exchanges.map(({ response, hops }) => [
        response?.status,
        bodyText(response?.body),
        hops.length,
      ]),
    ).toEqual([[302, 'moved', 0]]);
    const included = await read('-sv', '-i', '-L', `${url}/moved`);
    expect(included.exchanges.map(({ response }) => bodyText(response?.body))).toEqual([REFUSAL]);
  });

  it('an answered challenge is a hop', async () => {
    const { exchanges } = await read('-sv', '--digest', '-u', 'user:example', '-d', 'x=1', `${url}/digest`);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.response?.status).toBe(403);
    expect(bodyText(exchanges[0]?.response?.body)).toBe('{"no":1}');
    expect(exchanges[0]?.hops.map(({ request, response }) => [request?.body.is, response?.status])).toEqual([
      ['none', 401],
    ]);
  });

  it('1xx answers are hops', async () => {
    const { exchanges } = await read('-sv', '-H', 'Expect: 100-continue', '-d', 'x', `${url}/refused`);
    expect(exchanges[0]?.hops.map(({ response }) => response?.status)).toEqual([100]);
    expect(exchanges[0]?.response?.status).toBe(401);
  });

  it('a tunnel is a hop, and names the proxy', async () => {
    const { exchanges, textAt } = await read(
      '-svk',
      '-x',
      `http://127.0.0.1:${proxy.port}`,
      `https://localhost:${https.port}/refused`,
    );
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.hops[0]?.request).toMatchObject({
      method: 'CONNECT',
      target: `localhost:${https.port}`,
    });
    expect(exchanges[0]?.request?.url).toBe(`https://localhost:${https.port}/refused`);
    expect(bodyText(exchanges[0]?.response?.body)).toBe(REFUSAL);
    expect(exchanges[0]?.connection?.proxy?.name).toBe(`127.0.0.1:${proxy.port}`);
    expect(exchanges[0]?.connection?.peer).toBeUndefined();
    expect(textAt(exchanges[0]?.connection?.proxy?.at)).toBe('127.0.0.1');
  });

  it('retries are exchanges of their own', async () => {
    const { exchanges } = await read(
      '-sSv',
      '-f',
      '--retry',
      '1',
      '--retry-all-errors',
      '--retry-delay',
      '0',
      '--retry-max-time',
      '5',
      `${url}/refused`,
    );
    expect(exchanges.map(({ response }) => response?.status)).toEqual([401, 401]);
  });
});

describe('proxies', () => {
  it('reads a refused tunnel as a failure of the proxy', async () => {
    const refusing = await startProxy(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="example"\r\nContent-Length: 4\r\n\r\nnope',
    );
    const { exchanges } = await read(
      '-sSv',
      '-x',
      `http://127.0.0.1:${refusing.port}`,
      'https://api.example.com/v1',
    );
    await refusing.close();
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({
      request: { method: 'CONNECT', url: 'https://api.example.com' },
      response: { status: 407, body: { is: 'not-captured' } },
      transport: { kind: 'proxy', curlExit: 56 },
    });
  });

  it('reads a proxy of the environment, without its password', async () => {
    const capture = await runCurlMerged(['-svk', `https://localhost:${https.port}/refused`], {
      https_proxy: `http://user:example-password@127.0.0.1:${proxy.port}`,
    });
    const { exchanges } = readWith(curlVerbose, capture);
    expect(exchanges[0]?.connection?.proxy).toMatchObject({
      name: `http://127.0.0.1:${proxy.port}`,
      fromEnvironment: true,
    });
  });

  it('reads an absolute target', async () => {
    const { exchanges } = await read(
      '-sv',
      '-x',
      `http://127.0.0.1:${proxy.port}`,
      'http://api.example.com/v1',
    );
    expect(exchanges[0]?.request).toMatchObject({
      target: 'http://api.example.com/v1',
      url: 'http://api.example.com/v1',
    });
    expect(exchanges[0]?.response?.status).toBe(502);
  });
});

describe('TLS', () => {
  it('reads HTTP/2 and the server certificate', async () => {
    const captured = await read(
      '-sv',
      '--cacert',
      certificates.ca.certFile,
      '-d',
      '{"a":1}',
      `https://localhost:${http2.port}/refused`,
    );
    const { request, response, connection } = only(captured);
    expect(request).toMatchObject({
      method: 'POST',
      url: `https://localhost:${http2.port}/refused`,
      httpVersion: '2',
      body: { is: 'not-captured' },
    });
    expect(request?.headers.list.map(({ name }) => name)).not.toContain(':method');
    expect(response).toMatchObject({ status: 401, httpVersion: '2', reason: undefined });
    expect(response?.headers.list.map(({ name }) => name)).toContain('x-padded');
    expect(bodyText(response?.body)).toBe(REFUSAL);
    expect(connection?.tls).toMatchObject({
      version: 'TLSv1.3',
      alpn: 'h2',
      serverSubject: 'CN=localhost',
      serverIssuer: 'O=errdoctor example; CN=Example Test CA',
      serverVerified: true,
      clientCertificateRequested: false,
    });
    expect(connection?.tls?.serverNotAfter).toMatch(/GMT$/);
    expect(connection?.tls?.clientCertificateSent).toBeUndefined();
  });

  it('inherits the connection that is used again', async () => {
    const { exchanges } = await read(
      '-svk',
      `https://localhost:${https.port}/refused`,
      `https://localhost:${https.port}/page`,
    );
    expect(exchanges[1]?.request?.url).toBe(`https://localhost:${https.port}/page`);
    expect(exchanges[1]?.connection?.tls?.version).toBe('TLSv1.3');
  });

  it('reads an unverified server, with the message and with the lines alone', async () => {
    for (const options of [['-sSv'], ['-sv']]) {
      const { exchanges } = await read(...options, `https://localhost:${https.port}/refused`);
      expect(exchanges[0]?.transport).toMatchObject({
        kind: 'tls',
        says: expect.stringContaining('SSL certificate problem'),
      });
      expect(exchanges[0]?.transport?.curlExit).toBe(options[0] === '-sSv' ? 60 : undefined);
      expect(exchanges[0]?.connection?.tls).toMatchObject({
        serverVerified: false,
        verifyError: expect.stringMatching(/certificate/),
      });
      expect(exchanges[0]?.connection?.tls?.alert).toBeUndefined();
      expect(exchanges[0]?.request).toMatchObject({ url: `https://localhost:${https.port}` });
    }
  });

  it('reads a missing client certificate, TLS 1.3 and 1.2', async () => {
    const [late, early] = [
      (await read('-sSvk', `https://localhost:${mutual.port}/refused`)).exchanges[0],
      (await read('-sSvk', `https://localhost:${mutual12.port}/refused`)).exchanges[0],
    ];
    expect(late?.transport?.kind).toBe('tls');
    expect(late?.connection?.tls).toMatchObject({
      version: 'TLSv1.3',
      clientCertificateRequested: true,
      clientCertificateSent: false,
      alert: 'certificate required',
    });
    expect(early?.transport).toMatchObject({ kind: 'tls', curlExit: 35 });
    expect(early?.connection?.tls).toMatchObject({
      version: 'TLSv1.2',
      clientCertificateRequested: true,
      clientCertificateSent: false,
      alert: 'handshake failure',
    });
  });

  it('reads a client certificate that was sent', async () => {
    const { certFile, keyFile } = certificates.client;
    const { exchanges } = await read(
      '-sSvk',
      '--cert',
      certFile,
      '--key',
      keyFile,
      `https://localhost:${mutual.port}/refused`,
    );
    expect(exchanges[0]?.response?.status).toBe(401);
    expect(exchanges[0]?.connection?.tls).toMatchObject({
      clientCertificateRequested: true,
      clientCertificateSent: true,
    });
  });

  it('reads TLS spoken to a plain port', async () => {
    const { exchanges } = await read('-sSv', `https://127.0.0.1:${http.port}/refused`);
    expect(exchanges[0]).toMatchObject({
      transport: { kind: 'tls', curlExit: 35 },
      request: { url: `https://127.0.0.1:${http.port}` },
    });
  });
});

describe('failures', () => {
  const first = async (...args: string[]) => (await read(...args)).exchanges[0];

  it('a name that does not resolve', async () => {
    const expected = {
      transport: { kind: 'dns', curlExit: 6 },
      request: { url: 'https://nonexistent.invalid' },
    };
    expect(await first('-v', 'https://nonexistent.invalid/v1')).toMatchObject(expected);
    expect(await first('-sS', 'https://nonexistent.invalid/v1')).toMatchObject(expected);
    expect((await first('-sv', 'https://nonexistent.invalid/v1'))?.transport).toMatchObject({
      kind: 'dns',
      says: 'Could not resolve host: nonexistent.invalid',
    });
  });

  it('a refused connection', async () => {
    const free = await startTcp(() => undefined);
    await free.close();
    const { exchanges, textAt } = await read('-v', `http://127.0.0.1:${free.port}/`);
    expect(exchanges[0]?.transport).toMatchObject({ kind: 'connect', curlExit: 7 });
    expect(textAt(exchanges[0]?.transport?.at)).toBe(exchanges[0]?.transport?.says);
  });

  it('a server that never answers', async () => {
    const exchange = await first('-v', '--max-time', '1', `${url}/silent`);
    expect(exchange).toMatchObject({
      transport: { kind: 'timeout', curlExit: 28 },
      request: { target: '/silent' },
      response: undefined,
    });
  });

  it('a connection closed without an answer, and in the middle of one', async () => {
    expect(await first('-v', `http://127.0.0.1:${closed.port}/`)).toMatchObject({
      transport: { kind: 'reset' },
      request: { method: 'GET' },
    });
    const half = await first('-v', `http://127.0.0.1:${cut.port}/`);
    expect(half).toMatchObject({
      transport: { kind: 'reset', curlExit: 18 },
      response: { status: 200, body: { is: 'bytes', exact: true } },
    });
    expect(bodyText(half?.response?.body)).toBe('{"a":1');
  });

  it('-f keeps the status and hides the body', async () => {
    const hidden = { is: 'not-captured', why: expect.stringContaining('-f') };
    for (const options of [
      ['-v', '-f'],
      ['-sv', '-f'],
      ['-sS', '-f'],
    ]) {
      const { exchanges, textAt } = await read(...options, `${url}/refused`);
      expect(exchanges).toHaveLength(1);
      expect(exchanges[0]).toMatchObject({ response: { status: 401, body: hidden }, transport: undefined });
      expect(textAt(exchanges[0]?.response?.statusAt)).toBe('401');
    }
    const kept = await first('-v', '--fail-with-body', `${url}/refused`);
    expect(bodyText(kept?.response?.body)).toBe(REFUSAL);
  });

  it('arguments that curl refuses', async () => {
    expect((await first('-sS', 'http://bad host/'))?.transport).toMatchObject({ kind: 'usage', curlExit: 3 });
    expect((await first('--no-such-option'))?.transport).toMatchObject({ kind: 'usage', curlExit: 2 });
  });

  it.each([
    [
      "curl: (7) Failed to connect to api.example.com port 443 after 21043 ms: Couldn't connect to server",
      'connect',
      'https://api.example.com',
    ],
    [
      'curl: (28) Failed to connect to api.example.com port 80 after 1001 ms: Timeout was reached',
      'timeout',
      'http://api.example.com',
    ],
    [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'api.example.com'\nMore details here: https://curl.se/docs/sslcerts.html\n",
      'tls',
      'https://api.example.com',
    ],
    ['curl: (56) Received HTTP code 407 from proxy after CONNECT', 'proxy', undefined],
    ['curl: (92) HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)', 'http2', undefined],
    ['curl: (5) Could not resolve proxy: proxy.example', 'proxy', undefined],
    ['curl: (47) Maximum (50) redirects followed', 'other', undefined],
  ])('%s', (message, kind, expected) => {
    const { exchanges } = readWith(curlVerbose, message);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.transport?.kind).toBe(kind);
    expect(exchanges[0]?.request?.url).toBe(expected);
  });

  it.each([
    ['OpenSSL SSL_read: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0', 'unknown ca'],
    ['OpenSSL/3.0.19: error:0A000412:SSL routines::sslv3 alert bad certificate', 'bad certificate'],
    [
      'OpenSSL SSL_read: error:1409445C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required, errno 0',
      'certificate required',
    ],
    ['rustls: received fatal alert: HandshakeFailure', 'handshake failure'],
  ])('names the alert of "%s"', (message, alert) => {
    const { exchanges } = readWith(curlVerbose, `curl: (56) ${message}\n`);
    expect(exchanges[0]).toMatchObject({
      transport: { kind: 'tls', says: message },
      connection: { tls: { alert } },
    });
  });
});

describe('copied from a terminal', () => {
  const newer = `$ curl -iv https://api.example.com/v1/x -d '{"a":1}'
* Host api.example.com:443 was resolved.
* IPv6: (none)
* IPv4: 203.0.113.7
*   Trying 203.0.113.7:443...
* ALPN: curl offers h2,http/1.1
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
* TLSv1.3 (IN), TLS handshake, Server hello (2):
* TLSv1.3 (IN), TLS handshake, Request CERT (13):
* TLSv1.3 (IN), TLS handshake, Finished (20):
* TLSv1.3 (OUT), TLS handshake, Certificate (11):
* TLSv1.3 (OUT), TLS handshake, Finished (20):
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519MLKEM768 / RSASSA-PSS
* ALPN: server accepted h2
* Server certificate:
*   subject: CN=api.example.com
*   expire date: Apr  1 00:00:00 2026 GMT
*   issuer: O=Example CA; CN=R3
* SSL certificate verified via OpenSSL.
* Established connection to api.example.com (203.0.113.7 port 443) from 192.168.1.3 port 38954 
* using HTTP/2
* [HTTP/2] [1] OPENED stream for https://api.example.com/v1/x
* [HTTP/2] [1] [:method: POST]
* [HTTP/2] [1] [:path: /v1/x]
> POST /v1/x HTTP/2
> Host: api.example.com
> Content-Length: 7
>
* upload completely sent off: 7 bytes
< HTTP/2 401
HTTP/2 401
< content-type: application/json
content-type: application/json
<

{
  "ok": false,
* Connection #0 to host api.example.com:443 left intact
  "error": "x"
}%
`;

  it('reads the lines of curl 8.17 with the echoes of -i', () => {
    const captured = readWith(curlVerbose, newer);
    expect(captured.problems).toEqual([]);
    const { request, response, connection } = only(captured);
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.example.com/v1/x',
      body: { is: 'not-captured' },
    });
    expect(response?.headers.list.map(({ name, value }) => [name, value])).toEqual([
      ['content-type', 'application/json'],
    ]);
    expect(response?.body).toMatchObject({ is: 'bytes', exact: false });
    expect(bodyText(response?.body)).toBe('{\n  "ok": false,\n  "error": "x"\n}');
    expect(connection).toMatchObject({
      peer: { address: '203.0.113.7', port: 443 },
      tls: {
        version: 'TLSv1.3',
        alpn: 'h2',
        serverVerified: true,
        serverIssuer: 'O=Example CA; CN=R3',
        clientCertificateRequested: true,
      },
    });
    expect(connection?.tls?.clientCertificateSent).toBeUndefined();
  });

  it('reads the progress meter of curl 8.18 and later', () => {
    const { exchanges } = readWith(
      curlVerbose,
      `  % Total    % Received % Xferd  Average Speed  Time    Time    Time   Current
                                 Dload  Upload  Total   Spent   Left   Speed
\r  0      0   0      0   0      0      0      0                              0* Established connection to api.example.com (203.0.113.7 port 443) from 10.0.0.1 port 38954 
> GET /x HTTP/1.1\r
> Host: api.example.com\r
> \r
\r  0      0   0      0   0      0      0      0           00:01              0< HTTP/1.1 500 Internal Server Error\r
< Content-Type: text/plain\r
< \r
{ [12 bytes data]
\r100    616 100    616   0      0  11311      0                              012345 oops* Connection #0 to host api.example.com:443 left intact
`,
    );
    expect(exchanges[0]).toMatchObject({
      request: { url: 'https://api.example.com/x' },
      response: { status: 500 },
    });
    expect(bodyText(exchanges[0]?.response?.body)).toBe('12345 oops');
  });

  it('reads what PowerShell makes of standard error', () => {
    const { exchanges } = readWith(
      curlVerbose,
      [
        'curl.exe : *   Trying 203.0.113.7:443...',
        'At line:1 char:1',
        '+ curl.exe -v https://api.example.com/x 2>&1 | Out-File call.txt',
        '    + FullyQualifiedErrorId : NativeCommandError',
        '* Connected to api.example.com (203.0.113.7) port 443',
        '> GET /x HTTP/1.1\r',
        '> Host: api.example.com\r',
        '> \r',
        '< HTTP/1.1 500 Internal Server Error\r',
        '< Content-Length: 12\r',
        '< \r',
        '{"ok":false}',
        '',
      ].join('\r\n'),
    );
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.request?.headers.get('host')?.raw).toBe('api.example.com');
    expect(bodyText(exchanges[0]?.response?.body)).toBe('{"ok":false}');
    expect(exchanges[0]?.response?.body).toMatchObject({ exact: true });
  });
});

describe('the notation of rule examples', () => {
  it('has bodies behind both heads', () => {
    const captured = readWith(
      curlVerbose,
      `> POST /v1/charges HTTP/1.1
> Host: api.acmepay.example
> Content-Length: 14
>
> {"amount":250}
< HTTP/1.1 401 Unauthorized
< Date: Sat, 02 Nov 2024 10:00:00 GMT
<
< {"error":
<   "request_expired"}
`,
    );
    const { request, response } = only(captured);
    expect(request?.url).toBe('https://api.acmepay.example/v1/charges');
    expect(request?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(bodyText(request?.body)).toBe('{"amount":250}');
    expect(response?.body).toMatchObject({ exact: false });
    expect(bodyText(response?.body)).toBe('{"error":\n  "request_expired"}');
    expect(captured.textAt(response?.body.is === 'bytes' ? response.body.at : undefined)).toBe(
      '{"error":\n  "request_expired"}',
    );
    expect([request?.headers.seen, response?.headers.seen]).toEqual(['all', 'all']);
  });

  it('may leave out empty lines, the request or all headers', () => {
    const { exchanges } = readWith(
      curlVerbose,
      '> GET /a HTTP/1.1\n< HTTP/1.1 404 Not Found\n< Server: example\n{"no":true}\n',
    );
    expect(exchanges[0]).toMatchObject({ request: { target: '/a' }, response: { status: 404 } });
    expect(exchanges[0]?.request?.headers.seen).toBe('some');
    expect(bodyText(exchanges[0]?.response?.body)).toBe('{"no":true}');
    expect(
      readWith(curlVerbose, '< HTTP/1.1 404 Not Found\n< A: b\n< \n{}').exchanges[0]?.request,
    ).toBeUndefined();
  });
});

describe('a connection of an earlier call that curl finds dead', () => {
  it.each([
    ['Issue another request to this URL: http://api.example.com/b', 1],
    ['Found bundle for host: 0x1 [serially]', 2],
  ])('makes no call of its own: %s', (begins, calls) => {
    const capture = `* Connected to api.example.com (203.0.113.7) port 80 (#0)
> GET /a HTTP/1.1
> Host: api.example.com
>
< HTTP/1.1 302 Found
< Content-Length: 0
<
* Connection #0 to host api.example.com left intact
* ${begins}
* Connection 0 seems to be dead
* Closing connection 0
*   Trying 203.0.113.7:80...
* Connected to api.example.com (203.0.113.7) port 80 (#1)
> GET /b HTTP/1.1
> Host: api.example.com
>
< HTTP/1.1 401 Unauthorized
<
* Connection #1 to host api.example.com left intact
`;
    const { exchanges } = readWith(curlVerbose, capture);
    expect(exchanges).toHaveLength(calls);
    expect(exchanges.at(-1)?.request?.target).toBe('/b');
    expect(exchanges.at(-1)?.hops).toHaveLength(2 - calls);
  });
});

describe('damaged input', () => {
  it('is read as far as it goes, wherever it is cut', async () => {
    const capture = await runCurlMerged([
      '-v',
      '-k',
      '-L',
      `https://localhost:${https.port}/moved`,
      `${url}/page`,
    ]);
    for (let length = 1; length < capture.length; length++) {
      try {
        readWith(curlVerbose, capture.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableInput);
      }
    }
  });

  it('does not take the rest of a cut head for absent', () => {
    const { exchanges, problems } = readWith(curlVerbose, '> GET / HTTP/1.1\n> Host: api.example.com\n');
    expect(exchanges[0]?.request?.headers.seen).toBe('some');
    expect(problems).toEqual(['The input ends inside the request head.']);
  });

  it('says what was expected when there is nothing', () => {
    expect(() => readWith(curlVerbose, 'hello\nworld')).toThrow(UnreadableInput);
    expect(sniffWith(curlVerbose, 'hello\n* world')).toBe(0);
    expect(sniffWith(curlVerbose, '{"log":"> GET / HTTP/1.1\\n> Host: x"}')).toBe(0);
  });
});
