import { describe, expect, it } from 'vitest';
import { call, factsOf, textAt, factValue } from '../support/facts.js';

const post = (type: string | undefined, body: string | undefined, parts: Parameters<typeof call>[0] = {}) =>
  call({
    line: 'POST /v1/orders HTTP/1.1',
    headers: type === undefined ? [] : [`Content-Type: ${type}`],
    status: '400 Bad Request',
    ...(body === undefined ? {} : { body }),
    ...parts,
  });
const fact = (name: string, ...parts: Parameters<typeof post>) => factValue(factsOf(post(...parts)), name);

describe('content.typeMismatch', () => {
  it.each([
    ['application/x-www-form-urlencoded', '{"a":1}', 'json-as-form'],
    ['text/plain;charset=UTF-8', '{"a":1}', 'json-as-text'],
    ['application/octet-stream', '{"a":1}', 'json-as-binary'],
    [undefined, '{"a":1}', 'json-untyped'],
    ['application/json', 'a=1&b=2', 'form-as-json'],
    ['application/json', '<a>1</a>', 'xml-as-json'],
    ['multipart/form-data', '--x', 'boundary-missing'],
    ['application/json', '{"a":1}', undefined],
    ['application/vnd.api+json; charset=utf-8', '{"a":1}', undefined],
    ['application/x-www-form-urlencoded', 'a=1', undefined],
    ['text/plain', '17', undefined],
  ])('%s over %s is %s', (type, body, value) => expect(fact('content.typeMismatch', type, body)).toBe(value));

  it.each([
    ['curl/8.7.1', 'form-by-default'],
    ['python-requests/2.32.3', undefined],
  ])('of a body that curl -v hides is a guess for %s: %s', (agent, value) => {
    const headers = [
      `User-Agent: ${agent}`,
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Length: 9',
    ];
    expect(fact('content.typeMismatch', undefined, undefined, { headers })).toBe(value);
  });

  it.each(['200 OK', '401 Unauthorized', '404 Not Found'])('is absent under %s', (status) =>
    expect(fact('content.typeMismatch', 'text/plain', '{"a":1}', { status })).toBeUndefined(),
  );

  it('stands at the Content-Type', () => {
    const capture = post('text/plain', '{"a":1}');
    expect(textAt(capture, factsOf(capture), 'content.typeMismatch')).toContain('text/plain');
  });
});

describe('content.malformedJson', () => {
  it.each([
    ["{'a':1}", 'single-quotes'],
    ['{"a":1,}', 'trailing-comma'],
    ['[object Object]', 'object-object'],
    ['{"a":True}', 'python-literal'],
    ['{a:1}', 'unquoted-key'],
    ['{"a":undefined}', 'undefined'],
    ['{"a":1 // one\n}', 'comment'],
    ['{“a”:1}', 'smart-quotes'],
    ['{"a":1}{"b":2}', 'second-value'],
    ['{"a":', 'cut'],
    ['"{\\"a\\":1}"', 'in-string'],
    ['{"a":1}', undefined],
    ['a=1', undefined],
  ])('%s is %s', (body, value) =>
    expect(fact('content.malformedJson', 'application/json', body)).toBe(value),
  );

  it('is absent where curl -v hides the body', () => {
    const headers = ['Content-Type: application/json', 'Content-Length: 9'];
    expect(fact('content.malformedJson', undefined, undefined, { headers })).toBeUndefined();
  });
});

describe('other faults of a body', () => {
  it.each([
    ['application/json; charset=iso-8859-1', 'other-charset'],
    ['application/json; charset="UTF-8"', undefined],
    ['application/json', undefined],
  ])('%s: %s', (type, value) => expect(fact('content.encodingFault', type, '{"a":1}')).toBe(value));

  it('a byte-order mark is one', () =>
    expect(fact('content.encodingFault', 'application/json', '\uFEFF{"a":1}')).toBe('bom'));

  it.each([
    ['application/json', ['Content-Length: 0'], true],
    ['text/plain', ['Content-Length: 0'], false],
    ['application/json', ['Content-Length: 9'], false],
  ])('%s with %j: empty %s', (type, fields, value) => {
    const headers = [`Content-Type: ${type}`, ...fields];
    expect(fact('content.emptyJson', undefined, undefined, { headers })).toBe(value);
  });

  it.each([
    ['GET', 'Content-Length: 9', '400 Bad Request', true],
    ['GET', 'Content-Length: 0', '400 Bad Request', false],
    ['POST', 'Content-Length: 9', '400 Bad Request', false],
    ['GET', 'Content-Length: 9', '200 OK', false],
  ])('%s with %s under %s: a body on GET is %s', (method, field, status, value) => {
    const parts = { line: `${method} /v1/orders HTTP/1.1`, headers: [field], status };
    expect(fact('content.onGet', undefined, undefined, parts)).toBe(value);
  });
});

describe('content.unreadFields', () => {
  const missing = (field: string, message: string, body: string) =>
    fact('content.unreadFields', 'application/json', body, {
      status: '422 Unprocessable Entity',
      answerHeaders: ['Content-Type: application/json'],
      answer: JSON.stringify({ errors: [{ field, message }] }),
    });

  it.each([
    ['amount', 'This field is required.', '{"amount":5}', 'amount'],
    ['amount', "can't be blank", '{"amount":5}', 'amount'],
    ['order.amount', 'is missing', '{"order":{"amount":0}}', 'order.amount'],
    ['amount', 'is required', '{"currency":"EUR"}', undefined],
    ['amount', 'is required', '{"amount":null}', undefined],
    ['amount', 'is required', '{"amount":""}', undefined],
    ['items', 'is required', '{"items":[]}', undefined],
    ['email', 'is missing a domain', '{"email":"x"}', undefined],
    ['amount', 'is required', 'amount=5', undefined],
  ])('%s "%s" over %s: %s', (field, message, body, value) =>
    expect(missing(field, message, body)).toBe(value),
  );
});
