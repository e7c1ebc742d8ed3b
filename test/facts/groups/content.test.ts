import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/exchange/body.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { call, evidence, told } from '../../support/facts.js';

type Parts = Parameters<typeof exchangeWith>[0];
const of = (name: string, parts: Parts, body?: Body) => {
  const exchange = exchangeWith({ status: 400, ...parts });
  const request = body ? { ...exchange.request, body } : exchange.request;
  return told(new Facts({ ...exchange, request } as never, undefined, {}), `content.${name}`);
};
const typed = (type: string | undefined, body: string): Parts => ({
  headers: type === undefined ? {} : { 'Content-Type': type },
  body,
});
const NOT_CAPTURED: Body = { is: 'not-captured' };

describe('a body of another type than the headers say', () => {
  it.each<[type: string | undefined, body: string, mismatch: string | undefined, says: string]>([
    [
      'application/x-www-form-urlencoded',
      '{}',
      'json-as-form',
      'Content-Type is application/x-www-form-urlencoded, but the body is JSON',
    ],
    ['text/plain', '[]', 'json-as-text', 'Content-Type is text/plain, but the body is JSON'],
    [
      'application/octet-stream',
      '{}',
      'json-as-binary',
      'Content-Type is application/octet-stream, but the body is JSON',
    ],
    [undefined, '{}', 'json-untyped', 'there is no Content-Type, and the body is JSON'],
    [
      'application/json',
      'a=1',
      'form-as-json',
      'Content-Type is application/json, but the body is a form (name=value)',
    ],
    ['application/json', '<a/>', 'xml-as-json', 'Content-Type is application/json, but the body is XML'],
    [
      'application/json',
      '--boundary\r\n',
      'multipart-as-json',
      'Content-Type is application/json, but the body is multipart',
    ],
    [
      'multipart/form-data',
      '--x',
      'boundary-missing',
      'Content-Type is multipart/form-data without a boundary',
    ],
    ['multipart/form-data; Boundary=x', '--x', undefined, 'Content-Type is multipart/form-data; Boundary=x'],
    ['text/csv', '{}', undefined, 'Content-Type is text/csv'],
    ['application/json', 'words', undefined, 'Content-Type is application/json'],
    ['text/plain', 'a=1', undefined, 'Content-Type is text/plain'],
    ['text/plain', 'null', undefined, 'Content-Type is text/plain'],
    [undefined, 'words', undefined, 'there is no Content-Type'],
  ])('%s over %s', (type, body, mismatch, says) =>
    expect(of('typeMismatch', typed(type, body))).toEqual([mismatch, says]),
  );

  it.each([
    [400, 'json-as-text'],
    [411, 'json-as-text'],
    [415, 'json-as-text'],
    [422, 'json-as-text'],
    [500, 'json-as-text'],
    [404, undefined],
  ])('is told under %s: %s', (status, mismatch) =>
    expect(of('typeMismatch', { ...typed('text/plain', '{}'), status })[0]).toBe(mismatch),
  );

  it('is not known where a recorder drops headers, or hides the body', () => {
    expect(of('typeMismatch', { body: '{}', seen: 'some' })[0]).toBeUndefined();
    expect(of('typeMismatch', { ...typed('text/plain', '{}'), seen: 'some' })[0]).toBe('json-as-text');
    const form = 'application/x-www-form-urlencoded';
    const hidden = (agent: string, type = form) =>
      of('typeMismatch', { headers: { 'Content-Type': type, 'User-Agent': agent } }, NOT_CAPTURED);
    expect(hidden('curl/8.7.1')).toEqual([
      'form-by-default',
      `Content-Type is ${form}, which is what curl sets when no type is given`,
    ]);
    expect(hidden('libcurl/8.7.1')[0]).toBeUndefined();
    expect(hidden('curl/8.7.1', 'text/plain')[0]).toBeUndefined();
    expect(evidence('< HTTP/1.1 400 Bad Request\n<\n', 'content.typeMismatch')[0]).toBeUndefined();
  });
});

describe('an empty body', () => {
  const says = 'Content-Type says JSON, and the body is empty';
  const headers = { 'Content-Type': 'application/json' };

  it('is told where JSON was announced', () => {
    expect(of('emptyJson', { headers, body: ' ' })).toEqual([true, says]);
    expect(of('emptyJson', { headers })[0]).toBe(true);
    expect(of('emptyJson', { headers: { ...headers, 'Content-Length': '0' } }, NOT_CAPTURED)[0]).toBe(true);
    expect(of('emptyJson', { headers: { ...headers, 'Content-Length': '5' } }, NOT_CAPTURED)[0]).toBe(false);
    expect(of('emptyJson', { headers, body: '{}' })[0]).toBe(false);
    expect(of('emptyJson', { headers, body: 'a=1' })[0]).toBe(false);
    expect(of('emptyJson', { body: ' ' })[0]).toBe(false);
    expect(of('emptyJson', { headers: { 'Content-Type': 'application/jsonish' }, body: ' ' })[0]).toBe(false);
    expect(of('emptyJson', { headers, body: ' ', status: 404 })[0]).toBe(false);
  });
});

describe('JSON that is malformed', () => {
  const malformed = (body: string, type = 'application/json') => of('malformedJson', typed(type, body));

  it('is told by its mistake and by what stands there', () => {
    expect(malformed('{"a":1,}')).toEqual([
      'trailing-comma',
      'the body stops to be JSON here: "}" does not belong here',
    ]);
    expect(malformed('{"ü":1,}')[0]).toBe('trailing-comma');
    expect(malformed('"{\\"a\\":1}"')).toEqual(['in-string', 'the body is a JSON text inside a JSON string']);
    expect(malformed('"[1]"')[0]).toBe('in-string');
    expect(malformed('" {}"')[0]).toBe('in-string');
    expect(malformed('"see [1]"')[0]).toBeUndefined();
    expect(malformed('"text"')[0]).toBeUndefined();
    expect(malformed('{"a":1}')).toEqual([undefined, 'the body stops to be JSON here']);
    expect(malformed('words')).toEqual(['other', 'the body stops to be JSON here: it is not JSON at all']);
    expect(malformed('undefined')[0]).toBe('undefined');
  });

  it.each(['a=1', '<a/>', '<html>', '--boundary\n', 'a\u0000b', ' '])(
    'is not told of %j, which is no try at it',
    (body) => expect(malformed(body)[0]).toBeUndefined(),
  );

  it('is told only where JSON was meant and the bytes are there', () => {
    expect(malformed('{"a":1,}', 'text/plain')[0]).toBeUndefined();
    expect(malformed('{"a":1,}', 'application/vnd.api+json')[0]).toBe('trailing-comma');
    expect(malformed('***')[0]).toBeUndefined();
    const headers = { 'Content-Type': 'application/json' };
    expect(of('malformedJson', { headers }, { is: 'cut', bytes: Buffer.from('{"a":') })[0]).toBeUndefined();
    expect(of('malformedJson', { headers }, NOT_CAPTURED)).toEqual([
      undefined,
      'the body stops to be JSON here',
    ]);
    expect(of('malformedJson', { ...typed('application/json', '{,'), status: 404 })[0]).toBeUndefined();
  });

  it('is pointed at', () => {
    const capture = call({
      line: 'POST /v1 HTTP/1.1',
      headers: ['Content-Type: application/json'],
      body: '{"a":True}',
      status: '400 Bad Request',
    });
    expect(evidence(capture, 'content.malformedJson')[2]).toBe('T');
  });
});

describe('fields that were sent and not read', () => {
  const answer = (...errors: object[]) => ({ answer: { errors } });
  const unread = (body: string, ...errors: object[]) =>
    of('unreadFields', { ...typed('application/json', body), ...answer(...errors) });

  it('are told joined', () => {
    const required = (field: string) => ({ field, message: 'is required' });
    expect(unread('{"a":1,"b":{"c":[0]}}', required('a'), required('b.c'), required('d'))).toEqual([
      'a, b.c',
      'the body has a, b.c, which the answer calls missing',
    ]);
    expect(unread('{"a":{}}', required('a'))[0]).toBeUndefined();
    expect(unread('{"a":false}', required('a'))[0]).toBe('a');
  });

  it.each([
    ['Required', true],
    ['a is missing!', true],
    ['Missing a', true],
    ['must be present', true],
    ['must not be null', true],
    ['cannot be empty', true],
    ["can't be blank", true],
    ['a is required to be a number', false],
    ['dismissing', false],
    ['must be a number', false],
    [`${' '.repeat(300)}is required`, false],
  ])('are those of which the answer says "%s": %s', (message, told) =>
    expect(unread('{"a":1}', { field: 'a', message })[0]).toBe(told ? 'a' : undefined),
  );

  it('are told by a code as well', () => {
    expect(unread('{"a":1}', { field: 'a', code: 'field_required' })[0]).toBeUndefined();
    expect(unread('{"a":1}', { field: 'a', code: 'value.missing' })[0]).toBe('a');
    expect(unread('{"a":1}', { message: 'is required' })[0]).toBeUndefined();
    expect(unread('a=1', { field: 'a', message: 'is required' })[0]).toBeUndefined();
  });
});

describe('an encoding that is not UTF-8', () => {
  const JSON_TYPE = 'application/json';
  const encoded = (wire: number[], type = JSON_TYPE, more: Record<string, string> = {}, exact = true) =>
    of(
      'encodingFault',
      { headers: { 'Content-Type': type, ...more } },
      { is: 'bytes', wire: Buffer.from(wire), exact },
    );

  it.each<[wire: number[], fault: string | undefined, says: string]>([
    [[0xef, 0xbb, 0xbf, 0x7b], 'bom', 'the body begins with a byte-order mark (EF BB BF)'],
    [[0xff, 0xfe, 0x7b, 0], 'utf-16', 'the body is UTF-16'],
    [[0xfe, 0xff, 0, 0x7b], 'utf-16', 'the body is UTF-16'],
    [[0x7b, 0, 0x7d, 0], 'utf-16', 'the body is UTF-16'],
    [[0x22, 0xfc, 0x22], 'not-utf8', 'the body holds bytes that are not UTF-8'],
    [[0xef, 0xbb, 0x22], 'not-utf8', 'the body holds bytes that are not UTF-8'],
    [[0xff, 0xfc, 0x22], 'not-utf8', 'the body holds bytes that are not UTF-8'],
    [[0xfe, 0xfe, 0x22], 'not-utf8', 'the body holds bytes that are not UTF-8'],
    [[0xc3, 0xbb, 0xbf], 'not-utf8', 'the body holds bytes that are not UTF-8'],
    [[0xef, 0xbf, 0xbf], undefined, 'the body is undefined'],
    [[0xfd, 0xff, 0x22], 'not-utf8', 'the body holds bytes that are not UTF-8'],
    [[0x7b, 0x7d, 0x20], undefined, 'the body is undefined'],
    [[0xff, 0xfe], undefined, 'the body is undefined'],
  ])('%j: %s', (wire, fault, says) => expect(encoded(wire)).toEqual([fault, says]));

  it('is told of bytes as they were sent, and of JSON', () => {
    expect(encoded([0x22, 0xfc, 0x22], JSON_TYPE, { 'Content-Encoding': 'gzip' })[0]).toBeUndefined();
    expect(encoded([0x22, 0xfc, 0x22], JSON_TYPE, {}, false)[0]).toBeUndefined();
    expect(encoded([0x22, 0xfc, 0x22], 'text/plain')[0]).toBeUndefined();
    expect(of('encodingFault', { headers: { 'Content-Type': JSON_TYPE } })[0]).toBeUndefined();
  });

  it.each([
    ['utf8', false],
    ['"UTF-8"', false],
    ['US-ASCII', false],
    ['utf-16', true],
    ['iso-8859-1', true],
    ['utf-80', true],
    ['xutf-8', true],
  ])('is stated as charset=%s: %s', (charset, fault) => {
    const type = `${JSON_TYPE}; charset=${charset}`;
    const expected = fault
      ? ['other-charset', `Content-Type is ${type}`]
      : [undefined, 'the body is undefined'];
    expect(encoded([0x7b, 0x7d, 0x20], type)).toEqual(expected);
  });
});

describe('a fault of the body', () => {
  it('is pointed at in the header or in the body', () => {
    const pointed = (name: string, type: string, answer = '{}') =>
      evidence(
        call({
          line: 'POST /v1 HTTP/1.1',
          headers: [`Content-Type: ${type}`],
          body: '{"a":1}',
          status: '400 Bad Request',
          answerHeaders: ['Content-Type: application/json'],
          answer,
        }),
        name,
      )[2];
    expect(pointed('content.encodingFault', 'application/json; charset=utf-16')).toBe(
      'application/json; charset=utf-16',
    );
    expect(pointed('content.encodingFault', 'application/json')).toBe('{"a":1}');
    expect(pointed('content.typeMismatch', 'text/plain')).toBe('text/plain');
    const missing = '{"errors":[{"field":"a","message":"is required"}]}';
    expect(pointed('content.unreadFields', 'application/json', missing)).toBe('{"a":1}');
  });
});

describe('a body on GET', () => {
  it('is told by its bytes or by its length', () => {
    const onGet = (parts: Parts, body?: Body) => of('onGet', { method: 'GET', ...parts }, body)[0];
    expect(of('onGet', { method: 'get', body: 'a' })).toEqual([true, 'a get request was sent with a body']);
    expect(onGet({ method: 'HEAD', body: 'a' })).toBe(true);
    expect(onGet({ method: 'POST', body: 'a' })).toBe(false);
    expect(onGet({ method: 'TARGET', body: 'a' })).toBe(false);
    expect(onGet({ method: 'GETS', body: 'a' })).toBe(false);
    expect(onGet({ body: '' })).toBe(false);
    expect(onGet({})).toBe(false);
    expect(onGet({ headers: { 'Content-Length': '5' } }, NOT_CAPTURED)).toBe(true);
    expect(onGet({ headers: { 'Content-Length': '0' } }, NOT_CAPTURED)).toBe(false);
    expect(onGet({ body: 'a', status: 400 })).toBe(true);
    expect(onGet({ body: 'a', status: 399 })).toBe(false);
  });
});
