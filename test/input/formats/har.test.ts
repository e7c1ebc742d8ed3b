import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { valuePlace } from '../../../src/exchange/body.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { Place } from '../../../src/exchange/place.js';
import har from '../../../src/input/formats/har.js';
import { Input } from '../../../src/input/input.js';
import { locate } from '../../../src/input/locate.js';

/** chromium*.har and playwright.har are recordings of Chromium 150; the others have their exporters' shape. */
function fixture(name: string): Input {
  return new Input(name, readFileSync(new URL(`../../fixtures/har/${name}.har`, import.meta.url)));
}

function read(name: string) {
  const input = fixture(name);
  return { input, ...har.read(input) };
}

function said(input: Input, place: Place | undefined): string | undefined {
  const span = place && locate(input, place);
  return span && input.text(span);
}

function readEntries(...entries: object[]) {
  return har.read(new Input('a.har', Buffer.from(JSON.stringify({ log: { version: '1.2', entries } }))));
}

function bodies(exchange: Exchange | undefined) {
  return { sent: exchange?.request?.body, got: exchange?.response?.body };
}

const amount = Buffer.from('{"amount":2500}');

test('a body that is said to be base64 and is none is read as it stands', () => {
  const content = (text: string) => ({
    response: { status: 400, content: { encoding: 'base64', text, size: amount.length } },
  });
  const { exchanges, problems } = readEntries(content(amount.toString()), content(amount.toString('base64')));
  expect(exchanges.map(({ response }) => response?.body)).toMatchObject([{ wire: amount }, { wire: amount }]);
  expect(problems).toEqual(['1 body is said to be base64 and none; the text was read as it stands.']);
});

describe('the export of Chromium', () => {
  const { input, exchanges, problems } = read('chromium-sanitised');
  const refused = exchanges[2];

  test('is read whole, redirects joined to what they led to', () => {
    expect(problems).toEqual([]);
    expect(exchanges.map(({ response }) => response?.status)).toEqual([
      200,
      404,
      401,
      401,
      200,
      204,
      200,
      undefined,
      undefined,
    ]);
    expect(refused?.hops.map(({ response }) => response?.status)).toEqual([307]);
    expect(refused?.hops[0]?.request?.target).toBe('/v2/old?x=%20');
    expect(exchanges[3]?.hops).toEqual([]);
  });

  test('without sensitive data never proves that a credential is absent', () => {
    const { headers } = refused?.request ?? {};
    expect(headers?.get('authorization')).toBeUndefined();
    expect(headers?.proveAbsence('Authorization')).toBe(false);
    expect(headers?.proveAbsence('cookie')).toBe(false);
    expect(headers?.proveAbsence('x-request-timestamp')).toBe(true);
    expect(exchanges[0]?.response?.headers.proveAbsence('set-cookie')).toBe(false);
    expect(refused?.recorder.captureMore).toContain('sensitive data');
  });

  test('with sensitive data keeps all headers', () => {
    const full = read('chromium').exchanges;
    expect(full[2]?.request?.headers.get('authorization')?.value).toBe('Bearer example-errdoctor-token');
    expect(full[4]?.request?.headers.proveAbsence('authorization')).toBe(true);
    expect(full[0]?.response?.headers.all('set-cookie').map(({ value }) => value)).toEqual([
      'session=example1',
      'theme=example2',
    ]);
    expect(full[0]?.recorder.name).toBe('HAR (WebInspector 537.36)');
  });

  test('has HTTP/2 pseudo-header fields beside the headers', () => {
    expect(refused?.request).toMatchObject({ httpVersion: '2', target: '/v2/intents', method: 'POST' });
    expect(refused?.request?.headers.list.filter(({ name }) => name.startsWith(':'))).toEqual([]);
    expect(refused?.connection?.peer).toMatchObject({ address: '::1', port: 18443 });
  });

  test('holds posted bytes, and answers only as they were after decompression', () => {
    const { sent, got } = bodies(refused);
    expect(sent).toMatchObject({ is: 'bytes', exact: true, wire: Buffer.from('{"amount":2500,"note":"é"}') });
    expect(got).toMatchObject({ is: 'bytes', exact: false });
    expect(bodies(exchanges[4]).got).toMatchObject({
      exact: true,
      wire: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]),
    });
    expect(bodies(exchanges[5])).toMatchObject({ sent: { is: 'none' }, got: { is: 'none' } });
  });

  test('shows provisional headers of calls that failed, which prove nothing', () => {
    const [port, name] = exchanges.slice(-2);
    expect(port?.transport).toMatchObject({ kind: 'usage', says: 'net::ERR_UNSAFE_PORT' });
    expect(name?.transport).toMatchObject({ kind: 'dns', says: 'net::ERR_NAME_NOT_RESOLVED' });
    expect(name?.response).toBeUndefined();
    expect(name?.request?.headers.proveAbsence('x-api-key')).toBe(false);
    expect(said(input, name?.transport?.at)).toBe('net::ERR_NAME_NOT_RESOLVED');
  });

  test('has a place for everything', () => {
    const { sent, got } = bodies(refused);
    expect(said(input, refused?.request?.headers.get('x-api-key')?.at)).toBe('example-errdoctor-key');
    expect(said(input, refused?.response?.statusAt)).toBe('401');
    expect(said(input, refused?.request?.urlAt)).toBe('https://localhost:18443/v2/intents');
    expect(said(input, got && valuePlace(got, ['error', 'code']))).toBe('KEY_REVOKED');
    expect(said(input, sent && valuePlace(sent, ['note']))).toBe('é');
    const image = bodies(exchanges[4]).got;
    expect(said(input, image && valuePlace(image, ['anything']))).toBe('text');
  });
});

describe('other exporters', () => {
  test('Playwright: failures, port and certificate', () => {
    const { exchanges, input } = read('playwright');
    expect(exchanges.map(({ transport }) => transport?.kind).filter(Boolean)).toEqual(['usage', 'dns']);
    expect(exchanges[1]?.hops).toHaveLength(1);
    expect(exchanges[2]?.connection).toMatchObject({
      peer: { address: '::1', port: 18443 },
      tls: {
        version: 'TLS 1.3',
        serverSubject: 'localhost',
        serverNotAfter: expect.stringMatching(/^20\d\d-/),
      },
    });
    expect(input.lineAt(exchanges[3]?.at.spans[0]?.start ?? 0)).toBe(1);
  });

  test('Firefox: all headers, and a reason where content is missing', () => {
    const [call, left, failed] = read('firefox').exchanges;
    expect(call?.request?.headers.proveAbsence('cookie')).toBe(true);
    expect(call?.request?.body).toMatchObject({ is: 'bytes', wire: amount, exact: true });
    expect(call?.time).toEqual({
      start: Date.UTC(2026, 8, 21, 12, 26, 40, 120),
      end: Date.UTC(2026, 8, 21, 12, 26, 40, 205),
    });
    expect(left?.response?.body).toEqual({ is: 'not-captured', why: 'Response bodies are not included.' });
    expect(failed).toMatchObject({ response: undefined, transport: { kind: 'other' } });
  });

  test('Safari: a text shorter than its size is cut', () => {
    const [cut, failed] = read('safari').exchanges;
    expect(cut?.response?.body).toMatchObject({ is: 'cut', of: 943 });
    expect(failed?.transport?.kind).toBe('tls');
    expect(failed?.request?.headers.seen).toBe('some');
  });

  test('a proxy: an answered challenge is a hop, a mask is no value', () => {
    const { exchanges } = read('proxy');
    expect(exchanges[0]).toMatchObject({ response: { status: 401 }, hops: [{ response: { status: 401 } }] });
    expect(exchanges[0]?.hops[0]?.request?.headers.get('x-api-key')?.redacted).toBe(true);
    expect(exchanges[1]?.transport?.kind).toBe('reset');
    expect(exchanges[1]?.request?.headers.proveAbsence('authorization')).toBe(true);
  });

  test('an API client: what the user typed is not all that was sent', () => {
    const [form, parts] = read('api-client').exchanges;
    expect(form?.request?.headers.proveAbsence('user-agent')).toBe(false);
    expect(form?.request?.body).toMatchObject({ wire: Buffer.from('amount=2500&note=a+b'), exact: false });
    expect(parts?.request?.body.is).toBe('not-captured');
  });
});

describe('posted text is exact', () => {
  const sent = (bodySize: number, length?: string, text = 'é') => {
    const headers = length === undefined ? [] : [{ name: 'Content-Length', value: length }];
    const request = {
      method: 'POST',
      url: 'https://api.example.com/',
      headers,
      bodySize,
      postData: { text },
    };
    return readEntries({ request }).exchanges[0]?.request?.body;
  };

  test.each([
    ['when its length is the recorded size', sent(2), true],
    ['when its length is the Content-Length', sent(-1, '2'), true],
    ['not when either differs', sent(2, '1'), false],
    ['not when a size counts characters', sent(1), false],
    ['not when nothing tells its length', sent(-1), false],
    ['not when bytes were lost in decoding', sent(3, '3', '\ufffd'), false],
  ])('%s', (_, body, exact) => {
    expect(body).toMatchObject({ is: 'bytes', exact });
  });
});

describe('a damaged HAR', () => {
  const text = fixture('firefox').text();

  test('that is cut is read up to the last whole entry', () => {
    const { exchanges, problems } = har.read(
      new Input('a.har', Buffer.from(text.slice(0, text.lastIndexOf('"GET"')))),
    );
    expect(exchanges).toHaveLength(2);
    expect(problems).toEqual([
      expect.stringMatching(/^The HAR is cut off at line \d+, column \d+: 2 whole entries were read\.$/),
    ]);
  });

  test('that is cut in its first entry still gives what is there', () => {
    const cut = text.slice(0, text.indexOf('KEY_REVOKED'));
    const { exchanges, problems } = har.read(new Input('a.har', Buffer.from(cut)));
    expect(exchanges[0]).toMatchObject({ request: { method: 'POST' }, response: { status: 401 } });
    expect(problems[0]).toContain('0 whole entries');
  });

  test('with a broken entry or text after its end is read all the same', () => {
    const { exchanges, problems } = har.read(
      new Input('a.har', Buffer.from(`${text.replace('"time": 85', '"time": 8 5')}\nsaved by someone`)),
    );
    expect(exchanges).toHaveLength(2);
    expect(problems).toEqual(['Entry 1 is not valid JSON and was left out.']);
  });

  test('without entries, or with others than HTTP, says so', () => {
    expect(readEntries().problems).toEqual(['The HAR holds no entries.']);
    const { exchanges, problems } = readEntries({ request: { url: 'data:image/png;base64,AA==' } });
    expect(exchanges).toEqual([]);
    expect(problems).toEqual(['1 entry is not HTTP (data:, blob:, …) and left out.']);
  });

  test('with members missing does not stop', () => {
    const { exchanges } = readEntries(
      {},
      { request: { headers: [{}, null, 'x'] }, response: { status: 200 } },
    );
    expect(exchanges).toMatchObject([{ transport: { kind: 'other' } }, { response: { status: 200 } }]);
  });
});

test('a HAR is recognised by its log, wherever that stands', () => {
  const sure = (text: string) => har.sniff(new Input('-', Buffer.from(text)));
  expect(sure('\ufeff{"comment":"x","log":{"creator":{},"entries":[')).toBe(1);
  expect(sure('{"error":{"log":{"entries":[]}}}')).toBe(0);
  expect(sure('{"log":"text"}')).toBe(0);
  expect(sure('{"log":{"entries":{}}}')).toBe(0);
});

test('what should be a text and is none is left out, and the rest of the entry is read', () => {
  const { exchanges } = readEntries({
    request: { method: ['POST'], url: { a: 'https://api.example.com/v2' }, httpVersion: 2 },
    response: { status: 401, statusText: {}, _error: null, content: { text: '{}', size: 2 } },
  });
  expect(exchanges).toMatchObject([
    { request: { method: undefined, url: undefined }, response: { status: 401, reason: undefined } },
  ]);
  expect(readEntries({ request: 'GET /', response: { status: 401 } }).exchanges).toHaveLength(1);
});
