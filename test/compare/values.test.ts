import { describe, expect, it } from 'vitest';
import { foldedPath, templateOf } from '../../src/compare/address.js';
import { compareCalls } from '../../src/compare/compare.js';
import { formOf, roleOf } from '../../src/compare/form.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Headers, header } from '../../src/exchange/headers.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const found = (bad: Exchange, good: Exchange) =>
  compareCalls({ bad: new Facts(bad, undefined, {}), good: new Facts(good, undefined, {}) });
const pairs = (bad: Exchange, good: Exchange) =>
  found(bad, good).differences.map(({ what, bad: one, good: other }) => [what, one, other]);

describe('values that are made anew for each call', () => {
  it.each([
    ['X-Request-Timestamp', 'time'],
    ['Date', 'time'],
    ['createdAt', 'time'],
    ['x-nonce', 'nonce'],
    ['X-Hub-Signature-256', 'signature'],
    ['X-Request-Id', 'id'],
    ['traceparent', 'id'],
    ['Idempotency-Key', 'id'],
    ['idempotencyKey', 'id'],
    ['Cookie', 'cookie'],
    ['Accept', undefined],
    ['amount', undefined],
    ['signedUp', undefined],
  ])('%s is %s', (name, role) => {
    expect(roleOf(name)).toBe(role);
  });

  it.each([
    ['time', '1790000000', 'Unix seconds'],
    ['signature', 'ab'.repeat(32), 'hex, 64 characters'],
    ['signature', `t=1790000000,v1=${'ab'.repeat(32)}`, 't=10 digits; v1=hex, 64 characters'],
    ['signature', 'AbC+/w==', 'base64, 8 characters'],
    ['nonce', '0b1c8e9a-1111-4222-8333-abcdefabcdef', 'UUID, 36 characters'],
    ['id', 'undefined', 'a stand-in'],
    ['cookie', ' ', 'empty'],
  ] as const)('a %s such as %s is %s', (role, value, form) => {
    expect(formOf(role, value)).toBe(form);
  });

  it('are told only where their form differs', () => {
    const stamped = (signature: string) => exchangeWith({ headers: { 'X-Signature': signature } });
    const [difference] = found(stamped('ab'.repeat(32)), stamped('cd'.repeat(32))).differences;
    expect(difference).toMatchObject({ what: 'X-Signature', everyCall: true, bad: '…(64)', good: '…(64)' });
    expect(pairs(stamped('ab'.repeat(20)), stamped('cd'.repeat(32)))).toEqual([
      ['form of X-Signature', 'hex, 40 characters', 'hex, 64 characters'],
    ]);
  });
});

describe('paths', () => {
  it('are folded and made templates', () => {
    expect(foldedPath('/V1//things/')).toBe('/v1/things');
    expect(templateOf('/v1/things/4711/lines/ln_12ab34')).toBe('/v1/things/{}/lines/{}');
    expect(templateOf('/v1/%E4')).toBe('/v1/%e4');
  });
});

describe('what a capture does not hold', () => {
  it('is not called absent', () => {
    const some = exchangeWith({ headers: { Accept: '*/*' }, seen: 'some' });
    const all = exchangeWith({ headers: { Accept: '*/*', 'X-Version': '1' } });
    expect(found(some, all)).toMatchObject({
      differences: [],
      notCompared: [{ what: 'header X-Version' }, { what: 'request headers that are absent' }],
    });
  });

  it('includes what a recorder masked', () => {
    const { request, ...rest } = exchangeWith();
    const headers = new Headers([header('Authorization', 'Bearer [REDACTED]')], 'all');
    const masked = { ...rest, request: { ...request, headers, body: { is: 'none' } as const } };
    expect(
      found(masked, exchangeWith({ headers: { Authorization: 'Bearer errdoctor-example-1' } })),
    ).toMatchObject({
      differences: [],
      notCompared: [{ what: 'the value of Authorization', why: 'a recorder masked it' }],
    });
  });

  it('includes a body, and a whole request', () => {
    const { request, ...rest } = exchangeWith({ body: '{}' });
    if (!request) throw new Error('no request');
    const bodiless: Exchange = { ...rest, request: { ...request, body: { is: 'not-captured' } } };
    expect(found(bodiless, exchangeWith({ body: '{}' })).notCompared).toEqual([
      { what: 'the request body', why: 'the capture of the failing call does not hold it' },
    ]);
    expect(found(rest, bodiless).notCompared).toEqual([
      { what: 'the request', why: 'the capture of the failing call does not hold it' },
    ]);
  });
});

describe('bodies', () => {
  const both = (bad: string, good: string) =>
    pairs(exchangeWith({ body: bad }), exchangeWith({ body: good }));

  it('that are forms are compared field by field', () => {
    expect(both('a=1&c=3', 'a=2&b=2')).toEqual([
      ['form field a', '1', '2'],
      ['form field b', undefined, '2'],
      ['form field c', '3', undefined],
    ]);
  });

  it('tell large numbers, escapes and line ends apart', () => {
    expect(both('{"a":90071992547409931}', '{"a":90071992547409932}')).toEqual([
      ['value of a', '90071992547409931', '90071992547409932'],
    ]);
    expect(both('{"a":"\\u00e4"}', '{"a":"ä"}')).toEqual([['escapes in the body', '"\\u00e4"', '"ä"']]);
    expect(both('{"a":1,\r\n"b":2}', '{"a":1,\n"b":2}')).toEqual([['line ends of the body', 'CRLF', 'LF']]);
  });

  it('may be deep and large', () => {
    const deep = (value: number) => `${'['.repeat(20_000)}${value}${']'.repeat(20_000)}`;
    expect(() => both(deep(1), deep(2))).not.toThrow();
    const wide = (value: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`m${index}`, value])));
    expect(both(wide(1), wide(2)).length).toBe(200);
  });

  it('show no secret member', () => {
    expect(both('{"pin":"1234","n":1}', '{"pin":"987","n":1}')).toEqual([['value of pin', '…(4)', '…(3)']]);
  });
});
