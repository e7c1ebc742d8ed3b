import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import curlInclude from '../../../src/input/formats/curl-include.js';
import { bodyText, only, readWith, sniffWith } from '../../support/captured.js';
import { type Certificates, makeCertificates } from '../../support/certificates.js';
import { runCurlMerged } from '../../support/curl.js';
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
const LOOKS_RAW = 'two messages:\n\nHTTP/1.1 200 OK\r\nServer: example\r\n\r\nend';

const handler: Handler = (request, response) => {
  const answer = (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'Content-Length': String(Buffer.byteLength(body)), ...headers });
    response.end(body);
  };
  if (request.url === '/refused') return answer(401, REFUSAL, { 'Content-Type': 'application/json' });
  if (request.url === '/raw') return answer(400, LOOKS_RAW);
  if (request.url === '/moved') return answer(302, 'moved', { Location: '/refused' });
  if (request.url === '/gzip') return answer(422, gzipSync(REFUSAL), { 'Content-Encoding': 'gzip' });
  if (request.url === '/digest') {
    if (request.headers.authorization) return answer(403, '{"no":1}');
    return answer(401, 'who?', { 'WWW-Authenticate': 'Digest realm="example", nonce="abc", qop="auth"' });
  }
  response.writeHead(500, { Trailer: 'X-Checksum' });
  response.write(REFUSAL);
  (response as import('node:http').ServerResponse).addTrailers({ 'X-Checksum': 'abc' });
  response.end();
};

let certificates: Certificates;
let http: LoopbackServer;
let https: LoopbackServer;
let http2: LoopbackServer;
let proxy: LoopbackServer;
let cut: LoopbackServer;
let url: string;

beforeAll(async () => {
  certificates = makeCertificates();
  http = await startHttp(handler);
  https = await startHttps(certificates.server, handler);
  http2 = await startHttp2(certificates.server, handler);
  proxy = await startProxy();
  cut = await startTcp((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"a":1'));
  url = `http://127.0.0.1:${http.port}`;
});

afterAll(async () => {
  await Promise.all([http, https, http2, proxy, cut].map((server) => server.close()));
  certificates.remove();
});

async function read(...args: string[]) {
  const capture = await runCurlMerged(['-i', ...args]);
  expect(sniffWith(curlInclude, capture)).toBeGreaterThan(0.7);
  return readWith(curlInclude, capture);
}

describe('answers of the real curl', () => {
  it.each([
    ['-s', ['-s']],
    ['the progress meter', []],
  ])('one answer, with %s', async (_name, options) => {
    const captured = await read(...options, `${url}/refused`);
    const { request, response, recorder, connection } = only(captured);
    expect([request, connection]).toEqual([undefined, undefined]);
    expect(recorder).toMatchObject({ name: 'curl -i' });
    expect(response).toMatchObject({ status: 401, reason: 'Unauthorized', httpVersion: '1.1' });
    expect(response?.headers.seen).toBe('all');
    expect(captured.textAt(response?.statusAt)).toBe('401');
    for (const header of response?.headers.list ?? []) expect(captured.textAt(header.at)).toBe(header.raw);
    expect(response?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(bodyText(response?.body)).toBe(REFUSAL);
    expect(captured.textAt(response?.body.is === 'bytes' ? response.body.at : undefined)).toBe(REFUSAL);
  });

  it('HTTP/2', async () => {
    const captured = await read(
      '-s',
      '--cacert',
      certificates.ca.certFile,
      `https://localhost:${http2.port}/refused`,
    );
    expect(only(captured).response).toMatchObject({ status: 401, httpVersion: '2', reason: undefined });
    expect(bodyText(only(captured).response?.body)).toBe(REFUSAL);
  });

  it('a body that holds a raw answer of its own', async () => {
    const captured = await read('-s', `${url}/raw`, `${url}/refused`);
    expect(captured.exchanges.map(({ response }) => [response?.status, bodyText(response?.body)])).toEqual([
      [400, LOOKS_RAW],
      [401, REFUSAL],
    ]);
  });

  it('redirects, challenges, tunnels and 1xx answers are hops', async () => {
    const statuses = async (...args: string[]) => {
      const { hops, response } = only(await read('-s', '-k', '-L', ...args));
      return [...hops.map((hop) => hop.response?.status), response?.status];
    };
    expect(await statuses(`${url}/moved`)).toEqual([302, 401]);
    expect(await statuses('--digest', '-u', 'user:example', `${url}/digest`)).toEqual([401, 403]);
    expect(await statuses('-H', 'Expect: 100-continue', '-d', 'x', `${url}/refused`)).toEqual([100, 401]);
    const tunnel = ['-x', `http://127.0.0.1:${proxy.port}`, `https://localhost:${https.port}/moved`];
    expect(await statuses(...tunnel)).toEqual([200, 302, 401]);
  });

  it('a redirect that is not followed keeps its body', async () => {
    const { exchanges } = await read('-s', `${url}/moved`, `${url}/refused`);
    expect(exchanges.map(({ response }) => bodyText(response?.body))).toEqual(['moved', REFUSAL]);
  });

  it('chunked, with trailers, decoded and raw', async () => {
    expect(bodyText(only(await read('-s', `${url}/trailers`)).response?.body)).toBe(REFUSAL);
    const raw = await read('-s', '--raw', `${url}/trailers`);
    expect(bodyText(only(raw).response?.body)).toBe(REFUSAL);
  });

  it('compressed bytes', async () => {
    const body = only(await read('-s', `${url}/gzip`)).response?.body;
    expect(body).toMatchObject({ is: 'bytes', exact: true });
    expect(body?.is === 'bytes' && Buffer.from(body.wire).equals(gzipSync(REFUSAL))).toBe(true);
    expect(bodyText(only(await read('-s', '--compressed', `${url}/gzip`)).response?.body)).toBe(REFUSAL);
  });

  it('answers without a body, and hidden ones', async () => {
    // Nothing in the output tells that the method was HEAD.
    expect(only(await read('-s', '-I', `${url}/refused`)).response?.body).toEqual({ is: 'not-captured' });
    const hidden = only(await read('-sS', '-f', `${url}/refused`));
    expect(hidden).toMatchObject({
      response: { status: 401, body: { is: 'not-captured' } },
      transport: undefined,
    });
    expect(hidden.response?.headers.get('content-type')?.value).toBe('application/json');
  });

  it('an answer that was cut off', async () => {
    const { response, transport } = only(await read('-sS', `http://127.0.0.1:${cut.port}/`));
    expect(bodyText(response?.body)).toBe('{"a":1');
    expect(transport).toMatchObject({ kind: 'reset', curlExit: 18 });
  });
});

describe('other origins', () => {
  it('a raw response copied without carriage returns', () => {
    const captured = readWith(
      curlInclude,
      '\nHTTP/1.1 429 Too Many Requests\nRetry-After: 30\nX-Edge:  a \n\n{"slow":"down"}\n',
    );
    const { response } = only(captured);
    expect(response?.headers.get('retry-after')?.value).toBe('30');
    expect(response?.headers.get('x-edge')?.raw).toBe(' a ');
    expect(response?.body).toMatchObject({ exact: false });
    expect(bodyText(response?.body)).toBe('{"slow":"down"}');
  });

  it('a raw chunked response', () => {
    const captured = readWith(
      curlInclude,
      'HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n',
    );
    const body = only(captured).response?.body;
    expect(bodyText(body)).toBe('{"a":1}');
    expect(captured.textAt(body?.is === 'bytes' ? body.at : undefined)).toBe('{"a":1}');
  });

  it('the command copied along', () => {
    const capture = '$ curl -i https://api.example.com/v1\nHTTP/2 404 \ncontent-length: 2\n\n{}user@host:~$ ';
    expect(sniffWith(curlInclude, capture)).toBeGreaterThan(0.7);
    expect(bodyText(only(readWith(curlInclude, capture)).response?.body)).toBe('{}');
  });
});

describe('damaged input', () => {
  it('is read as far as it goes, wherever it is cut', async () => {
    const capture = await runCurlMerged(['-i', '-L', `${url}/moved`, `${url}/raw`]);
    for (let length = 1; length < capture.length; length++) {
      try {
        readWith(curlInclude, capture.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableInput);
      }
    }
  });

  it('does not take the rest of a cut head for absent', () => {
    const captured = readWith(curlInclude, 'HTTP/1.1 401 Unauthorized\r\nServer: exam');
    expect(only(captured).response?.headers.seen).toBe('some');
    expect(captured.problems).toEqual(['The input ends inside the response head.']);
  });

  it('says what was expected when there is nothing', () => {
    expect(() => readWith(curlInclude, '{"HTTP/1.1":200}')).toThrow(UnreadableInput);
    expect(sniffWith(curlInclude, '{"note":"HTTP/1.1 200 OK"}')).toBe(0);
    expect(sniffWith(curlInclude, '> GET / HTTP/1.1\n')).toBe(0);
  });
});
