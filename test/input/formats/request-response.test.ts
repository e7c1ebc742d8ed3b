import { describe, expect, test } from 'vitest';
import { valuePlace } from '../../../src/exchange/body.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { UnreadableInput } from '../../../src/input/format.js';
import requestResponse from '../../../src/input/formats/request-response.js';
import { Input } from '../../../src/input/input.js';
import { locate } from '../../../src/input/locate.js';

function inputOf(value: unknown): Input {
  return new Input(
    'call.json',
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value, null, 2)),
  );
}

function readAll(value: unknown) {
  return requestResponse.read(inputOf(value));
}

function readOne(value: unknown): Exchange {
  return readAll(value).exchanges[0] as Exchange;
}

function said(input: Input, place: Exchange['at'] | undefined): string | undefined {
  const span = place && locate(input, place);
  return span && input.text(span);
}

const request = {
  method: 'POST',
  url: 'https://api.example.com/v2/intents?x=%20',
  headers: { 'Content-Type': 'application/json', 'X-Api-Key': ' key_errdoctor' },
  body: '{"amount":2500}',
};
const response = {
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: { ok: false, error: { code: 'KEY_REVOKED' } },
};

describe('one exchange', () => {
  test('is read with its places', () => {
    const input = inputOf({ request, response });
    const [exchange] = requestResponse.read(input).exchanges;
    expect(exchange?.request).toMatchObject({ method: 'POST', url: request.url, target: undefined });
    expect(exchange?.response).toMatchObject({ status: 401, body: { is: 'parsed', value: response.body } });
    const key = exchange?.request?.headers.get('x-api-key');
    expect(key).toMatchObject({ value: 'key_errdoctor', raw: ' key_errdoctor', redacted: false });
    expect(said(input, key?.at)).toBe(' key_errdoctor');
    expect(said(input, exchange?.response?.statusAt)).toBe('401');
    expect(said(input, exchange?.request?.urlAt)).toBe(request.url);
    const { body } = exchange?.response ?? {};
    expect(said(input, body && valuePlace(body, ['error', 'code']))).toBe('KEY_REVOKED');
    const sent = exchange?.request?.body;
    expect(said(input, sent && valuePlace(sent, ['amount']))).toBe('2500');
  });

  test.each([
    ['{exchange: …}', { exchange: { request, response } }],
    ['a list', [{ request, response }]],
    ['{exchanges: […]}', { exchanges: [{ request, response }] }],
    ['req and res', { req: request, res: response }],
    [
      'other names',
      {
        request: { Method: 'post', URI: request.url, Header: request.headers, data: request.body },
        response: { status_code: '401 Unauthorized', headers: response.headers, data: response.body },
      },
    ],
    [
      'flat',
      {
        method: 'POST',
        url: request.url,
        request_headers: request.headers,
        request_body: request.body,
        status_code: 401,
        response_headers: response.headers,
        response_body: response.body,
      },
    ],
    [
      'status and body beside the request',
      { request, status: 401, response: response.body, response_headers: response.headers },
    ],
  ])('is found in %s', (_, value) => {
    const exchange = readOne(value);
    expect(requestResponse.sniff(inputOf(value))).toBeGreaterThan(0.5);
    expect(exchange.request).toMatchObject({ method: 'POST', url: request.url });
    expect(exchange.request?.headers.get('x-api-key')?.value).toBe('key_errdoctor');
    expect(exchange.request?.body).toMatchObject({ is: 'bytes', wire: Buffer.from(request.body) });
    expect(exchange.response).toMatchObject({ status: 401, body: { is: 'parsed', value: response.body } });
    expect(exchange.response?.headers.get('Content-Type')?.value).toBe('application/json');
  });

  test.each([
    ['of a serverless function', { statusCode: 422, body: '{"code":"X"}' }],
    [
      'that a logger kept without its address',
      { level: 'warn', method: 'POST', status: 422, body: '{"code":"X"}' },
    ],
  ])('is an answer alone %s', (_, value) => {
    expect(requestResponse.sniff(inputOf(value))).toBe(0.9);
    expect(readOne(value).response).toMatchObject({
      status: 422,
      body: { wire: Buffer.from('{"code":"X"}') },
    });
  });

  test('several give one exchange each, at their own lines', () => {
    const input = inputOf([{ request, response }, 7, { request }]);
    const { exchanges } = requestResponse.read(input);
    expect(exchanges.map(({ at }) => input.lineAt(at.spans[0]?.start ?? 0))).toEqual([2, 26]);
    expect(exchanges[1]?.response).toBeUndefined();
  });

  test('that is cut is read up to there', () => {
    const text = JSON.stringify({ request, response });
    const { exchanges, problems } = readAll(text.slice(0, text.indexOf('REVOKED')));
    expect(exchanges[0]?.response).toMatchObject({
      status: 401,
      body: { value: { ok: false, error: { code: 'KEY_' } } },
    });
    expect(problems).toEqual([expect.stringMatching(/^The JSON stops making sense at line 1, column \d+; /)]);
  });
});

describe('an error body of an API', () => {
  test.each([
    { timestamp: '2026-09-21T12:00:00Z', status: 403, error: 'Forbidden', path: '/v2/x' },
    { type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'no key', instance: '/v2/x' },
    { ok: false, error: { code: 'X' }, request: { id: 'req_1' } },
    { statusCode: 404, message: 'Cannot GET /x', error: 'Not Found' },
    { data: null, response: 'failed' },
    { code: 401, message: 'no', headers: [] },
    [1, 2],
  ])('is no exchange: %j', (body) => {
    expect(requestResponse.sniff(inputOf(body))).toBe(0);
    expect(() => readAll(body)).toThrow(UnreadableInput);
  });

  test('may hold its own status and still be the body', () => {
    const body = { statusCode: 401, message: 'Unauthorized' };
    expect(readOne({ request, response: body }).response).toMatchObject({
      status: 401,
      body: { value: body },
    });
  });

  test('may be logged flat beside method and status', () => {
    const line = { method: 'POST', path: '/v2/x', status: 403, error: { code: 'KEY_REVOKED' } };
    expect(readOne(line).response?.body).toMatchObject({ is: 'parsed', value: line });
  });
});

describe('headers', () => {
  test.each([
    ['object', { A: '1', 'Set-Cookie': ['x=1', 'y=2'], n: 7, gone: null }],
    [
      'pairs',
      [
        ['A', '1'],
        ['Set-Cookie', 'x=1'],
        ['Set-Cookie', 'y=2'],
        ['n', '7'],
      ],
    ],
    [
      'names and values',
      [
        { name: 'A', value: '1' },
        { name: 'Set-Cookie', value: 'x=1\ny=2' },
        { key: 'n', value: '7' },
      ],
    ],
    ['lines', ['A: 1', 'Set-Cookie: x=1', 'Set-Cookie: y=2', 'n: 7']],
    ['text', 'HTTP/1.1 401 Unauthorized\r\nA: 1\r\nSet-Cookie: x=1\r\nSet-Cookie: y=2\r\nn: 7\r\n'],
  ])('are read from %s, each with its place', (_, headers) => {
    const input = inputOf({ request, response: { status: 401, headers } });
    const list = requestResponse.read(input).exchanges[0]?.response?.headers.list ?? [];
    expect(list.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'A=1',
      'Set-Cookie=x=1',
      'Set-Cookie=y=2',
      'n=7',
    ]);
    expect(list.map((header) => said(input, header.at))).toEqual(['1', 'x=1', 'y=2', '7']);
  });

  test('are complete only when they hold what nobody writes down by choice', () => {
    const sent = (headers: object) =>
      readOne({ request: { ...request, headers }, response }).request?.headers.seen;
    expect(sent({ host: 'api.example.com', accept: '*/*', 'x-api-key': 'key' })).toBe('all');
    expect(sent({ host: 'api.example.com', 'user-agent': 'x', 'content-type': 'application/json' })).toBe(
      'some',
    );
    expect(sent({ 'x-api-key': 'key' })).toBe('some');
    expect(sent({})).toBe('some');
    const got = (headers: object) =>
      readOne({ request, response: { status: 401, headers } }).response?.headers.seen;
    expect(got({ date: 'Mon, 21 Sep 2026 12:26:40 GMT', 'content-length': '2' })).toBe('all');
    expect(got({ 'content-length': '2' })).toBe('some');
  });

  test('keep the white space at their edges', () => {
    const headers = { 'x-api-key': ' key\n', 'x-other': 'a\t' };
    const { list } = readOne({ request: { ...request, headers } }).request?.headers ?? { list: [] };
    expect(list.map(({ raw, value }) => [raw, value])).toEqual([
      [' key\n', 'key'],
      ['a\t', 'a'],
    ]);
  });

  test('that a logger masked are redacted', () => {
    const { headers } =
      readOne({ request: { ...request, headers: { Authorization: 'Bearer [REDACTED]' } } }).request ?? {};
    expect(headers?.get('authorization')?.redacted).toBe(true);
  });

  test('of a flat object belong to the side whose names they have', () => {
    const flat = { method: 'GET', url: 'https://api.example.com/', status: 401, body: 'no' };
    expect(
      readOne({ ...flat, headers: { 'retry-after': '3' } }).response?.headers.get('Retry-After')?.value,
    ).toBe('3');
    expect(
      readOne({ ...flat, headers: { Authorization: 'x' } }).request?.headers.get('authorization')?.value,
    ).toBe('x');
    expect(
      readOne({ ...flat, status: undefined, headers: { 'x-a': '1' } }).request?.headers.get('x-a')?.value,
    ).toBe('1');
  });
});

describe('bodies', () => {
  const body = (response: object) =>
    readOne({ request, response: { status: 400, ...response } }).response?.body;

  test.each([
    ['text', { body: '{"a":1.0}' }, { is: 'bytes', wire: Buffer.from('{"a":1.0}'), exact: false }],
    [
      'text of the declared length',
      { body: 'é', headers: { 'content-length': 2 } },
      { is: 'bytes', exact: true },
    ],
    [
      'text of another length',
      { body: 'é', headers: { 'content-length': 1 } },
      { is: 'bytes', exact: false },
    ],
    [
      'base64 text',
      { body: 'eyJhIjoxfQ==', encoding: 'base64' },
      { wire: Buffer.from('{"a":1}'), exact: true },
    ],
    [
      'base64 flag',
      { body: 'eyJhIjoxfQ==', isBase64Encoded: true },
      { wire: Buffer.from('{"a":1}'), exact: true },
    ],
    ['base64 object', { body: { base64: 'eyJhIjoxfQ==' } }, { wire: Buffer.from('{"a":1}') }],
    ['Buffer', { body: { type: 'Buffer', data: [123, 125] } }, { is: 'bytes', wire: Buffer.from('{}') }],
    ['object', { data: { a: 1 } }, { is: 'parsed', value: { a: 1 } }],
    ['list', { data: [1] }, { is: 'parsed', value: [1] }],
    ['null', { body: null }, { is: 'none' }],
    ['nothing', { body: '' }, { is: 'none' }],
    ['no member', { headers: {} }, { is: 'not-captured' }],
    ['mask', { body: '[REDACTED]' }, { is: 'not-captured' }],
    [
      'mark of a cut',
      { body: '{"a":"bcd... (truncated 2048 bytes)' },
      { is: 'cut', bytes: Buffer.from('{"a":"bcd') },
    ],
    ['ellipsis', { body: '{"a":"bcd…' }, { is: 'cut', bytes: Buffer.from('{"a":"bcd') }],
  ])('%s', (_, response, expected) => {
    expect(body(response)).toMatchObject(expected);
  });
});

describe('addresses', () => {
  test.each([
    [{ url: '/v2/x?y=1' }, { url: '/v2/x?y=1', target: '/v2/x?y=1' }],
    [
      { path: '/v2/x', query: { a: 'b c', d: [1, 2] } },
      { url: '/v2/x?a=b%20c&d=1&d=2', target: undefined },
    ],
    [{ url: 'https://h.example/x', params: 'a=1' }, { url: 'https://h.example/x?a=1' }],
    [
      { url: '/x', baseURL: 'https://h.example/' },
      { url: 'https://h.example/x', target: '/x' },
    ],
    [{ url: 'x/y', baseURL: 'https://h.example/v1' }, { url: 'https://h.example/v1/x/y' }],
    [{ path: '/x', host: 'h.example', scheme: 'HTTP' }, { url: 'http://h.example/x' }],
    [{ path: '/x', hostname: 'h.example' }, { url: 'https://h.example/x' }],
  ])('%j', (members, expected) => {
    expect(readOne({ request: { method: 'GET', ...members }, response }).request).toMatchObject(expected);
  });
});

test('several documents are several exchanges; what follows them is said', () => {
  const one = JSON.stringify({ request, response }, null, 2);
  const input = new Input('calls.json', Buffer.from(`${one}\n${one}\nthat is all\n`));
  expect(requestResponse.sniff(input)).toBe(0.9);
  const { exchanges, problems } = requestResponse.read(input);
  expect(exchanges.map(({ at }) => input.lineAt(at.spans[0]?.start ?? 0))).toEqual([
    1,
    1 + one.split('\n').length,
  ]);
  expect(problems).toEqual([
    `What follows from line ${2 * one.split('\n').length + 1} on is no JSON and was left out.`,
  ]);
});

describe('a call without an answer', () => {
  test.each([
    [{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:9' }, 'connect'],
    [{ errno: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'dns'],
    [{ message: 'fetch failed', cause: { code: 'UND_ERR_CONNECT_TIMEOUT' } }, 'timeout'],
    ['socket hang up', 'reset'],
    [{ code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' }, 'tls'],
    ['something else', 'other'],
  ])('is a transport failure: %j', (error, kind) => {
    const exchange = readOne({ request, error });
    expect(exchange.transport?.kind).toBe(kind);
    expect(exchange.response).toBeUndefined();
  });

  test('says it in the words of the deepest cause, and where', () => {
    const input = inputOf({
      request,
      error: { message: 'fetch failed', cause: { code: 'ECONNRESET', message: 'read' } },
    });
    const { transport } = requestResponse.read(input).exchanges[0] ?? {};
    expect(transport?.says).toBe('ECONNRESET: read');
    expect(JSON.parse(said(input, transport?.at) ?? '')).toEqual({ code: 'ECONNRESET', message: 'read' });
  });

  test('with status 0 has no answer; with an API error object it has one', () => {
    expect(readOne({ request, response: { status: 0 }, error: 'ECONNRESET' })).toMatchObject({
      transport: { kind: 'reset' },
    });
    const error = { code: 'KEY_REVOKED', message: 'The key was revoked' };
    const exchange = readOne({ request, error });
    expect(exchange.transport).toBeUndefined();
    expect(exchange.response?.body).toMatchObject({ is: 'parsed', value: { error } });
  });
});

test('time is read only where its unit is known', () => {
  const start = Date.UTC(2026, 8, 21, 12);
  const iso = '2026-09-21T12:00:00Z';
  expect(readOne({ request, response, timestamp: iso, duration_ms: 250 }).time).toEqual({
    start,
    end: start + 250,
  });
  expect(readOne({ request, response, ts: start / 1000, duration: 3 }).time).toEqual({ start });
  expect(readOne({ request: { ...request, time: iso }, response }).time).toEqual({ start });
  expect(readOne({ request, response }).time).toBeUndefined();
});
