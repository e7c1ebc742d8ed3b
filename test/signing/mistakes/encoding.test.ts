import { describe, expect, it } from 'vitest';
import pathEncoding from '../../../src/signing/mistakes/path-encoding.js';
import queryEncoding from '../../../src/signing/mistakes/query-encoding.js';
import type { Atom } from '../../../src/signing/scheme.js';
import { named, resultsOf, variantsOf } from '../family.js';

describe('a path encoded once more or less', () => {
  it.each<[Atom, string, string, string]>([
    [{ path: true }, '/a%20b/x', '/a b/x', 'enc-double: percent-decoded'],
    [{ path: true }, '/a%20b/x', '/a%2520b/x', 'enc-double: percent-encoded once more'],
    [{ target: true }, '/a%20b?c=%20', '/a%2520b?c=%20', 'enc-double: percent-encoded once more'],
    [
      { path: true },
      '/a%20:b',
      '/a%2520%3Ab',
      'enc-double: percent-encoded once more, with its reserved characters',
    ],
    [
      { target: true },
      '/a%20b?c=%20',
      '/a%2520b?c=%2520',
      'enc-double: and the query string percent-encoded once more',
    ],
    [{ url: true }, 'https://h/%C3%A9?q', 'https://h/\xc3\xa9?q', 'enc-double: percent-decoded'],
  ])('%j %s was signed as %s', (atom, sent, signed, expected) => {
    expect(named(variantsOf(pathEncoding, atom, sent), signed)[0]).toBe(expected);
  });

  it('does not take a first encoding for a second one', () => {
    const values = variantsOf(pathEncoding, { path: true }, '/a:b').map(({ value }) => value);
    expect(values).not.toContain('/a%3Ab');
  });
});

describe('another encoding', () => {
  const query: Atom = { query: true };
  it.each<[Atom, string, string, string]>([
    [query, 'q=a%20b', 'q=a+b', 'enc-plus-space: the query string with + for %20'],
    [query, 'q=a+b', 'q=a%20b', 'enc-plus-space: the query string with %20 for +'],
    [query, 'q=a+b', 'q=a%2Bb', 'enc-plus-space: the query string with %2B for +'],
    [query, 'q=a%2bb', 'q=a+b', 'enc-plus-space: the query string with + for %2B'],
    [query, 'q=a%20b', 'q=a b', 'enc-plus-space: the query string percent-decoded'],
    [query, 'q=%5B1%5D+2', 'q=[1] 2', 'enc-reserved: the query string percent-decoded'],
    [query, 'q=%5B1%5D+2', 'q=[1]+2', 'enc-reserved: the query string percent-decoded except for +'],
    [query, 'ids[]=1,2&x', 'ids%5B%5D=1%2C2&x', 'enc-reserved: the query string encoded as RFC 3986 asks'],
    [query, 'q=~*', 'q=%7E*', 'enc-reserved: the query string encoded as forms are'],
    [query, "q=(a)'!*,", "q=(a)'!*%2C", 'enc-reserved: the query string encoded by encodeURIComponent'],
    [query, 'q=%C3%A9', 'q=%c3%a9', 'enc-reserved: the query string with its escapes in lower case'],
    [query, 'q=\xc3\xa9', 'q=%C3%A9', 'enc-reserved: the query string encoded as RFC 3986 asks'],
    [{ body: true }, 'q=a+b', 'q=a%20b', 'enc-plus-space: the form with %20 for +'],
    [{ body: true }, 'q=a%2Cb+', 'q=a,b ', 'enc-reserved: the form percent-decoded'],
    [{ target: true }, '/p?q=a%20b', '/p?q=a+b', 'enc-plus-space: the query string with + for %20'],
    [{ target: true }, '/p+p?q=a+b', '/p%20p?q=a+b', 'enc-plus-space: the path with %20 for +'],
    [
      { url: true },
      'https://h/?q=[1]',
      'https://h/?q=%5B1%5D',
      'enc-reserved: the query string encoded as RFC 3986 asks',
    ],
    [{ path: true }, '/a:b(c)', '/a%3Ab%28c%29', 'enc-reserved: the path encoded as RFC 3986 asks'],
    [{ path: true }, '/a:b(c)', '/a%3Ab(c)', 'enc-reserved: the path encoded by encodeURIComponent'],
    [
      { path: true },
      '/a%3Ab%20c',
      '/a:b%20c',
      'enc-reserved: the path with reserved characters left as they are',
    ],
  ])('%j %s was signed as %s', (atom, sent, signed, expected) => {
    expect(named(variantsOf(queryEncoding, atom, sent), signed)).toContain(expected);
  });

  it('of a parameter, or its text as sent', () => {
    const setting = { material: { query: 'n%61me=a+%2c' } };
    expect(variantsOf(queryEncoding, { param: 'name' }, 'a ,', setting)).toEqual([
      { id: 'enc-reserved', detail: 'name encoded as RFC 3986 asks', value: 'a%20%2C' },
      { id: 'enc-reserved', detail: 'name encoded as forms are', value: 'a+%2C' },
      { id: 'enc-reserved', detail: 'name encoded by encodeURIComponent', value: 'a%20%2C' },
      { id: 'enc-reserved', detail: 'name as sent', value: 'a+%2c' },
    ]);
    expect(named(variantsOf(queryEncoding, { form: 'to' }, 'a@b'), 'a%40b')[0]).toBe(
      'enc-reserved: to encoded as RFC 3986 asks',
    );
  });

  it('leaves a plain query alone', () => {
    for (const { value } of variantsOf(queryEncoding, query, 'a=1&b=2')) expect(value).toBe('a=1&b=2');
  });
});

describe('a path that a step encodes', () => {
  it.each<['once' | 'twice', string, string, string]>([
    ['twice', '/a%20b', '/a%20b', 'enc-double: percent-encoded once'],
    ['twice', '/a%20b', '/a%252520b', 'enc-double: percent-encoded three times'],
    ['twice', '/a%20b', '/a b', 'enc-double: percent-decoded'],
    ['twice', '/@a', '/@a', 'enc-double: as sent, not encoded by the signer'],
    ['twice', '//a/./b', '//a/./b', 'path-double-slash: the path as sent, with //, ./ and ../'],
    ['twice', '//a%20b', '/a%20b', 'enc-double: percent-encoded once, without dot segments'],
    ['once', '/a%20b', '/a%2520b', 'enc-double: percent-encoded twice'],
    ['once', '/a(b)', '/a(b)', 'enc-double: as sent, not encoded by the signer'],
    ['once', '//a(b)', '/a%28b%29', 'path-double-slash: //, ./ and ../ taken out of the path'],
  ])('%s: %s was signed as %s', (encodePath, sent, signed, expected) => {
    expect(named(resultsOf(pathEncoding, [{ encodePath }], sent), signed)).toContain(expected);
  });

  it('goes through the steps that follow', () => {
    const results = resultsOf(pathEncoding, [{ encodePath: 'twice' }, 'hex'], '/ ');
    expect(named(results, Buffer.from('/%20').toString('hex'))).toContain('enc-double: percent-encoded once');
  });
});

describe('pairs that a step encodes', () => {
  const pairs = (encode?: 'rfc3986' | 'form' | 'none') =>
    [{ pairs: { pair: '=', join: '&', ...(encode && { encode }) } }] as const;

  it.each<['rfc3986' | 'form' | 'none' | undefined, string, string, string]>([
    ['rfc3986', 'q=a+b', 'q=a+b', 'enc-plus-space: the parameters encoded as forms are'],
    ['rfc3986', 'q=a%20b', 'q=a b', 'enc-plus-space: the parameters percent-decoded'],
    ['rfc3986', 'q=[1]', 'q=[1]', 'enc-reserved: the parameters encoded as sent'],
    ['rfc3986', 'q=(1)/', 'q=(1)%2F', 'enc-reserved: the parameters encoded by encodeURIComponent'],
    ['form', 'q=a+b', 'q=a%20b', 'enc-plus-space: the parameters encoded as RFC 3986 asks'],
    ['none', 'q=a%2Fb', 'q=a%2Fb', 'enc-reserved: the parameters encoded as sent'],
    [undefined, 'q=[1]', 'q=%5B1%5D', 'enc-reserved: the parameters encoded as RFC 3986 asks'],
  ])('%s: %s was signed as %s', (encode, sent, signed, expected) => {
    expect(named(resultsOf(queryEncoding, pairs(encode), sent), signed)).toContain(expected);
  });

  it('says nothing of other steps', () => {
    expect(resultsOf(queryEncoding, ['sha256', 'hex'], 'a=1')).toEqual([]);
    expect(resultsOf(pathEncoding, ['upper', { split: '&', at: 0 }], '/a')).toEqual([]);
  });
});
