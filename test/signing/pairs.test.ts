import aws4 from 'aws4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForm, parsePairs, writePairs } from '../../src/signing/pairs.js';

const asSent = { pair: '=', join: '&' };
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => String.fromCharCode(...array));

describe('parsePairs', () => {
  it('decodes names and values and keeps what was sent', () => {
    expect(parsePairs('a=1&b+c=%2B%c3%A9=&d&=e&')).toEqual([
      { name: 'a', value: '1', raw: 'a=1' },
      { name: 'b c', value: '+\xc3\xa9=', raw: 'b+c=%2B%c3%A9=' },
      { name: 'd', value: '', raw: 'd' },
      { name: '', value: 'e', raw: '=e' },
      { name: '', value: '', raw: '' },
    ]);
    expect(parsePairs('')).toEqual([]);
  });
});

describe('writePairs', () => {
  it('writes what it read when nothing is asked of it', () => {
    fc.assert(fc.property(bytes, (text) => void expect(writePairs(text, asSent)).toBe(text)));
  });

  it('sorts by name and leaves the order of equal names', () => {
    expect(writePairs('b=2&a=2&B=0&a=1', { ...asSent, sort: 'name' })).toBe('B=0&a=2&a=1&b=2');
  });

  it('sorts by name and then value', () => {
    expect(writePairs('b=2&a=2&a=1&a', { ...asSent, sort: 'pair' })).toBe('a&a=1&a=2&b=2');
    // "a-" comes after "a" although "-" comes before "=".
    expect(writePairs('a-=1&a=2', { ...asSent, sort: 'pair' })).toBe('a=2&a-=1');
  });

  it('sorts what is written, not what it means', () => {
    // "é" (%C3%A9) is after "a" as bytes, but "%" is before it.
    expect(writePairs('a=1&%C3%A9=2', { ...asSent, sort: 'name', encode: 'rfc3986' })).toBe('%C3%A9=2&a=1');
    expect(writePairs('a=1&%C3%A9=2', { ...asSent, sort: 'name', encode: 'none' })).toBe('a=1&\xc3\xa9=2');
  });

  it('encodes anew', () => {
    const text = 'a+b=c%20d&e=%7e*!&acl';
    expect(writePairs(text, { ...asSent, encode: 'rfc3986' })).toBe('a%20b=c%20d&e=~%2A%21&acl=');
    expect(writePairs(text, { ...asSent, encode: 'form' })).toBe('a+b=c+d&e=%7E*%21&acl=');
    expect(writePairs(text, { ...asSent, encode: 'none' })).toBe('a b=c d&e=~*!&acl=');
  });

  it('joins names to values and pairs to each other as asked', () => {
    expect(writePairs('b=2&a=1', { pair: '', join: '', sort: 'name' })).toBe('a1b2');
    expect(writePairs('b=2&a', { pair: ':', join: '\n', sort: 'name', encode: 'none' })).toBe('a:\nb:2');
  });

  it('leaves names out', () => {
    expect(writePairs('a=1&sign%61ture=x&b=2', { ...asSent, without: ['signature'] })).toBe('a=1&b=2');
  });

  it('drops empty pairs when it sorts or encodes', () => {
    expect(writePairs('&b=2&&a=1&', { ...asSent, sort: 'name' })).toBe('a=1&b=2');
    expect(writePairs('&b=2&', { ...asSent, encode: 'form' })).toBe('b=2');
  });

  it.each([
    'b=2&a=1',
    'X-Amz-Date=20260921T122640Z&acl&prefix=a%2Fb',
    'q=a+b&q=%C3%A9&q=A&name-1=x&name=y&Name=z',
    "reserved=!'()*~;,/?:@",
  ])('agrees with an independent signer: %s', (query) => {
    const signer = new aws4.RequestSigner({
      service: 'execute-api',
      path: `/?${query}`,
      host: 'api.example.com',
    });
    const lines = (signer as unknown as { canonicalString(): string }).canonicalString().split('\n');
    expect(writePairs(query, { ...asSent, sort: 'pair', encode: 'rfc3986' })).toBe(lines[2]);
  });
});

it.each([
  ['a=1&b=2', true],
  ['items[0].id=', true],
  ['a*+~%20-b=x', true],
  ['a', false],
  ['=1', false],
  ['{"a"=1}', false],
  ['a=<b>', false],
  ['a=b c', false],
  ['a b=c', false],
  ['', false],
])('%s reads like a form: %s', (body, expected) => expect(isForm(body)).toBe(expected));

it('a very long body is worth no guess whether it is a form', () => {
  expect(isForm(`a=${'1'.repeat(65_533)}`)).toBe(true);
  expect(isForm(`a=${'1'.repeat(65_534)}`)).toBe(false);
});
