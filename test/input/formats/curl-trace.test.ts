import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import curlTrace from '../../../src/input/formats/curl-trace.js';
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
} from '../../support/servers.js';

const SENT =
  '{"amount":2500,"note":"déjà vu","long":"0123456789012345678901234567890123456789012345678901234567890123456789"}';
const INDENTED = '{\r\n  "ok": false,\n  "at": 1.5,\n  "error": "caf\u00e9."\n}';

const handler: Handler = (request, response, body) => {
  const answer = (status: number, content: string | Buffer, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'Content-Length': String(Buffer.byteLength(content)), ...headers });
    response.end(content);
  };
  if (request.url === '/moved') return answer(302, 'moved', { Location: '/refused' });
  if (request.url === '/echo') return answer(422, body);
  if (request.url === '/gzip') return answer(422, gzipSync(INDENTED), { 'Content-Encoding': 'gzip' });
  if (request.url === '/silent') return;
  if (request.url === '/chunked') {
    response.writeHead(400, { Trailer: 'X-Checksum' });
    response.write(INDENTED.slice(0, 9));
    setImmediate(() => {
      (response as import('node:http').ServerResponse).addTrailers({ 'X-Checksum': 'abc' });
      response.end(INDENTED.slice(9));
    });
    return;
  }
  return answer(401, INDENTED, { 'Content-Type': 'application/json', 'X-Padded': 'a  ' });
};

let certificates: Certificates;
let http: LoopbackServer;
let http2: LoopbackServer;
let mutual: LoopbackServer;
let proxy: LoopbackServer;
let url: string;

beforeAll(async () => {
  certificates = makeCertificates();
  http = await startHttp(handler);
  http2 = await startHttp2(certificates.server, handler);
  mutual = await startHttps(
    { ...certificates.server, ca: certificates.ca.cert, requestCert: true, rejectUnauthorized: true },
    handler,
  );
  proxy = await startProxy();
  url = `http://127.0.0.1:${http.port}`;
});

afterAll(async () => {
  await Promise.all([http, http2, mutual, proxy].map((server) => server.close()));
  certificates.remove();
});

async function read(...args: string[]) {
  const capture = await runCurlMerged(args);
  expect(sniffWith(curlTrace, capture)).toBeGreaterThan(0.95);
  return readWith(curlTrace, capture);
}

describe('--trace', () => {
  it('holds every byte of both bodies', async () => {
    const captured = await read('-s', '--trace', '-', `${url}/refused`, '-d', SENT, '-H', 'X-Name: é  ');
    const { request, response, recorder, connection } = only(captured);
    expect(captured.problems).toEqual([]);
    expect(recorder).toMatchObject({ name: 'curl --trace' });
    expect(request).toMatchObject({
      method: 'POST',
      url: `${url}/refused`,
      target: '/refused',
      httpVersion: '1.1',
    });
    expect(request?.headers.seen).toBe('all');
    expect(request?.headers.get('x-name')?.raw).toBe('é  ');
    expect(request?.body).toMatchObject({ is: 'bytes', exact: true });
    expect(bodyText(request?.body)).toBe(SENT);
    expect(response).toMatchObject({ status: 401, reason: 'Unauthorized' });
    expect(response?.headers.get('x-padded')?.raw).toBe('a  ');
    expect(bodyText(response?.body)).toBe(INDENTED);
    expect(connection?.peer?.address).toBe('127.0.0.1');
  });

  it('has places in the column of characters', async () => {
    const captured = await read('-s', '--trace', '-', '-o', '/dev/null', `${url}/refused`, '-d', SENT);
    const { request, response } = only(captured);
    expect(captured.textAt(request?.methodAt)).toBe('POST');
    expect(captured.textAt(request?.urlAt)).toBe('/refused');
    expect(captured.textAt(request?.headers.get('content-type')?.at)).toBe(
      'application/x-www-form-urlencoded',
    );
    expect(captured.textAt(response?.statusAt)).toBe('401');
    const shown = (text: string) =>
      Buffer.from(text)
        .toString('latin1')
        .replace(/[^ -~]/g, '.');
    for (const [body, text] of [
      [request?.body, SENT],
      [response?.body, INDENTED],
    ] as const) {
      expect(captured.textAt(body?.is === 'bytes' ? body.at : undefined)).toBe(shown(text));
    }
  });

  it('shows a body where it was printed, when that is easier to read', async () => {
    const captured = await read('-s', '--trace', '-', `${url}/refused`);
    const body = only(captured).response?.body;
    expect(captured.textAt(body?.is === 'bytes' ? body.at : undefined)).toBe(INDENTED);
  });

  it('keeps compressed bytes, undoes chunks', async () => {
    const packed = only(await read('-s', '--compressed', '--trace', '-', `${url}/gzip`)).response?.body;
    expect(packed?.is === 'bytes' && Buffer.from(packed.wire).equals(gzipSync(INDENTED))).toBe(true);
    const chunked = only(await read('-s', '--trace', '-', `${url}/chunked`)).response?.body;
    expect(chunked).toMatchObject({ exact: true });
    expect(bodyText(chunked)).toBe(INDENTED);
    const sent = only(
      await read('-s', '--trace', '-', '-H', 'Transfer-Encoding: chunked', '-d', SENT, `${url}/echo`),
    );
    expect(bodyText(sent.request?.body)).toBe(SENT);
    expect(bodyText(sent.response?.body)).toBe(SENT);
  });

  it('reads what went over TLS and HTTP/2', async () => {
    const captured = await read(
      '-s',
      '--trace',
      '-',
      '--cacert',
      certificates.ca.certFile,
      `https://localhost:${http2.port}/refused`,
      '-d',
      SENT,
    );
    const { request, response, connection } = only(captured);
    expect(request).toMatchObject({ url: `https://localhost:${http2.port}/refused`, httpVersion: '2' });
    expect(bodyText(request?.body)).toBe(SENT);
    expect(response).toMatchObject({ status: 401, httpVersion: '2' });
    expect(bodyText(response?.body)).toBe(INDENTED);
    expect(connection?.tls).toMatchObject({
      version: 'TLSv1.3',
      alpn: 'h2',
      serverVerified: true,
      clientCertificateRequested: false,
    });
  });

  it('tells an empty client certificate message by its length', async () => {
    const without = only(await read('-sSk', '--trace', '-', `https://localhost:${mutual.port}/refused`));
    expect(without.connection?.tls).toMatchObject({
      clientCertificateRequested: true,
      clientCertificateSent: false,
      alert: 'certificate required',
    });
    expect(without.transport?.kind).toBe('tls');
    const { certFile, keyFile } = certificates.client;
    const given = only(
      await read(
        '-sSk',
        '--trace',
        '-',
        '--cert',
        certFile,
        '--key',
        keyFile,
        `https://localhost:${mutual.port}/refused`,
      ),
    );
    expect(given.connection?.tls).toMatchObject({ clientCertificateSent: true });
  });

  it('reads hops', async () => {
    const redirected = only(await read('-s', '-L', '--trace', '-', `${url}/moved`));
    expect(redirected.hops.map(({ response }) => response?.status)).toEqual([302]);
    expect(bodyText(redirected.hops[0]?.response?.body)).toBe('moved');
    const tunnelled = only(
      await read(
        '-sk',
        '--trace',
        '-',
        '-x',
        `http://127.0.0.1:${proxy.port}`,
        `https://localhost:${http2.port}/refused`,
      ),
    );
    expect(tunnelled.hops.map(({ request }) => request?.method)).toEqual(['CONNECT']);
    const waited = only(
      await read('-s', '--trace', '-', '-H', 'Expect: 100-continue', '-d', SENT, `${url}/refused`),
    );
    expect(waited.hops.map(({ response }) => response?.status)).toEqual([100]);
    expect(bodyText(waited.request?.body)).toBe(SENT);
  });

  it('reads failures, with the progress meter in between', async () => {
    const silent = only(await read('--trace', '-', '--max-time', '1', '-d', SENT, `${url}/silent`));
    expect(silent).toMatchObject({ transport: { kind: 'timeout', curlExit: 28 }, response: undefined });
    expect(bodyText(silent.request?.body)).toBe(SENT);
    const hidden = only(await read('--trace', '-', '-f', `${url}/refused`));
    expect(hidden).toMatchObject({
      response: { status: 401, body: { is: 'not-captured' } },
      transport: undefined,
    });
    const { stdout } = await runCurl(['-s', '--trace', '-', 'https://nonexistent.invalid/']);
    expect(only(readWith(curlTrace, stdout)).transport).toMatchObject({ kind: 'dns' });
  });

  it('takes times from --trace-time and the day from the answer', async () => {
    const captured = await read('-s', '--trace', '-', '--trace-time', `${url}/refused`);
    const { time, response } = only(captured);
    const answered = Date.parse(response?.headers.get('date')?.value ?? '');
    expect(Math.abs((time?.end ?? 0) - answered)).toBeLessThan(60_000);
    expect(time?.end).toBeGreaterThanOrEqual(time?.start ?? Number.POSITIVE_INFINITY);
    expect(only(await read('-s', '--trace', '-', `${url}/refused`)).time).toBeUndefined();
  });

  it('reads --trace-ids', () => {
    const captured = readWith(
      curlTrace,
      `11:01:43.941974 [0-0] == Info: Established connection to api.example.com (203.0.113.7 port 443) from 10.0.0.1 port 4444
11:01:43.942120 [0-0] => Send header, 43 bytes (0x2b)
0000: 47 45 54 20 2f 76 31 20 48 54 54 50 2f 31 2e 31 GET /v1 HTTP/1.1
0010: 0d 0a 48 6f 73 74 3a 20 61 70 69 2e 65 78 61 6d ..Host: api.exam
0020: 70 6c 65 2e 63 6f 6d 0d 0a 0d 0a                ple.com....
`,
    );
    expect(only(captured).request).toMatchObject({ method: 'GET', url: 'https://api.example.com/v1' });
  });
});

describe('--trace-ascii', () => {
  it('rebuilds the request body and says that it is rebuilt', async () => {
    const captured = await read('-s', '--trace-ascii', '-', `${url}/refused`, '-d', SENT);
    const { request, recorder } = only(captured);
    expect(recorder.name).toBe('curl --trace-ascii');
    expect(request?.body).toMatchObject({ is: 'bytes', exact: false });
    expect(bodyText(request?.body)).toBe(SENT.replace('é', '..').replace('à', '..'));
    expect(captured.textAt(request?.body.is === 'bytes' ? request.body.at : undefined)).toBe(
      bodyText(request?.body),
    );
    expect(request?.headers.get('content-length')?.value).toBe(String(Buffer.byteLength(SENT)));
  });

  it('puts line breaks of JSON back', async () => {
    const captured = await read(
      '-s',
      '-o',
      '/dev/null',
      '--trace-ascii',
      '-',
      `${url}/refused`,
      '--data-binary',
      INDENTED,
    );
    const { request, response } = only(captured);
    for (const body of [request?.body, response?.body]) {
      expect(body).toMatchObject({ exact: false });
      expect(bodyText(body)).toBe(INDENTED.replace('é', '..'));
    }
  });

  it('takes the exact answer from standard output', async () => {
    for (const path of ['refused', 'chunked']) {
      const captured = await read('-s', '--trace-ascii', '-', `${url}/${path}`);
      const body = only(captured).response?.body;
      expect(body).toMatchObject({ is: 'bytes', exact: true });
      expect(bodyText(body)).toBe(INDENTED);
      expect(captured.textAt(body?.is === 'bytes' ? body.at : undefined)).toBe(INDENTED);
    }
  });
});

describe('damaged input', () => {
  it('is read as far as it goes, wherever it is cut', async () => {
    for (const option of ['--trace', '--trace-ascii']) {
      const capture = await runCurlMerged(['-s', option, '-', '-L', `${url}/moved`, '-d', SENT]);
      for (let length = 1; length < capture.length; length++) {
        try {
          readWith(curlTrace, capture.subarray(0, length));
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableInput);
        }
      }
    }
  });

  it('says how much of a body is missing', async () => {
    const capture = (await runCurlMerged(['-s', '--trace', '-', `${url}/refused`, '-d', SENT])).toString(
      'latin1',
    );
    const cut = readWith(
      curlTrace,
      Buffer.from(capture.slice(0, capture.indexOf('<= Recv header') - 60), 'latin1'),
    );
    const length = Buffer.byteLength(SENT);
    expect(only(cut).request?.body).toMatchObject({ is: 'cut', of: length });
    expect(cut.problems).toEqual([expect.stringMatching(`of ${length} dumped bytes`)]);
  });

  it('says what was expected when there is nothing', () => {
    expect(() => readWith(curlTrace, 'hello')).toThrow(UnreadableInput);
    expect(sniffWith(curlTrace, '> GET / HTTP/1.1\n')).toBe(0);
  });
});

describe('the form that curl writes from 8.17 on', () => {
  const older = readFileSync(new URL('../../fixtures/curl/trace.txt', import.meta.url), 'latin1');
  const seen = (text: string) => {
    const [exchange] = readWith(curlTrace, text).exchanges;
    return {
      url: exchange?.request?.url,
      status: exchange?.response?.status,
      tls: exchange?.connection?.tls?.version,
    };
  };

  it('is read as the older one, with and without times', () => {
    const bare = older.replace(/^\d\d:\d\d:\d\d\.\d{6} /gm, '');
    const timed = bare.replace(/^(?==[=>] |<= )/gm, '12:26:40.123456 [0-0] ');
    for (const text of [bare, timed]) {
      expect(text).toContain('== Info: ');
      expect(seen(text.replaceAll('== Info: ', '* '))).toEqual(seen(text));
    }
  });
});
