import { describe, expect, it } from 'vitest';
import path from '../../../src/signing/mistakes/path.js';
import { named, variantsOf } from '../family.js';

const url = 'https://api.shop.example:8443/api/v1/things?b=2&a=1';
const material = { url, host: 'api.shop.example:8443', path: '/api/v1/things', query: 'b=2&a=1' };
const setting = { material };

describe('mistakes with the path', () => {
  it.each([
    ['/api/v1/things?b=2&a=1', 'path-query: the query string after the path'],
    ['https://api.shop.example:8443/api/v1/things', 'path-base: the URL without its query string'],
    ['https://api.shop.example:8443/api/v1/things?b=2&a=1', 'path-base: the whole URL'],
    ['api.shop.example:8443/api/v1/things', 'path-base: the host before the path'],
    ['api.shop.example:8443/api/v1/things?b=2&a=1', 'path-base: the host before path and query string'],
    ['/v1/things', 'path-base: the path from its second segment on'],
    ['/things', 'path-base: the path from its third segment on'],
    ['/v1/things?b=2&a=1', 'path-base: path and query string from its second segment on'],
    ['api/v1/things', 'path-base: the path without its first slash'],
    ['/api/v1/things/', 'path-trailing-slash: a slash at the end of the path'],
    ['//api/v1/things', 'path-double-slash: a second slash at the start of the path'],
  ])('%s in place of the path', (signed, expected) => {
    expect(named(variantsOf(path, { path: true }, '/api/v1/things', setting), signed)).toEqual([expected]);
  });

  it.each([
    ['/v1/things/', '/v1/things', 'path-trailing-slash: no slash at the end of the path'],
    ['/', '', 'path-trailing-slash: an empty path'],
    ['//v1/./things/../orders', '/v1/orders', 'path-double-slash: //, ./ and ../ taken out of the path'],
  ])('%s was signed as %s', (sent, signed, expected) => {
    expect(named(variantsOf(path, { path: true }, sent), signed)).toContain(expected);
  });

  it('knows no URL where none was captured', () => {
    const unknown = { material: { url: undefined, host: undefined, query: undefined } };
    const values = variantsOf(path, { path: true }, '/v1', unknown).map(({ value }) => value);
    expect(values).toEqual(['/v1/', '/v1', '//v1', 'v1']);
  });

  it('does not count slashes of the query as segments', () => {
    const values = variantsOf(path, { target: true }, '/v1?to=/a/b').map(({ value }) => value);
    expect(values).not.toContain('/a/b');
  });
});

describe('mistakes with path and query string', () => {
  it.each([
    ['/api/v1/things', 'path-query: the path without its query string'],
    ['/api/v1/thingsb=2&a=1', 'path-query: no question mark before the query string'],
    ['/api/v1/things/?b=2&a=1', 'path-trailing-slash: a slash at the end of the path'],
    ['https://api.shop.example:8443/api/v1/things?b=2&a=1', 'path-base: the whole URL'],
    ['/v1/things?b=2&a=1', 'path-base: path and query string from its second segment on'],
    ['/v1/things', 'path-base: the path from its second segment on'],
    ['api/v1/things?b=2&a=1', 'path-base: path and query string without its first slash'],
  ])('%s', (signed, expected) => {
    const variants = variantsOf(path, { target: true }, '/api/v1/things?b=2&a=1', setting);
    expect(named(variants, signed)).toEqual([expected]);
  });

  it('/v1? where there is no query', () => {
    expect(named(variantsOf(path, { target: true }, '/v1'), '/v1?')).toEqual([
      'path-query: a question mark after the path',
    ]);
  });
});

describe('mistakes with the URL', () => {
  it.each([
    [url, 'https://api.shop.example:8443/api/v1/things', 'path-query: the URL without its query string'],
    [url, '/api/v1/things?b=2&a=1', 'path-base: path and query string in place of the URL'],
    [url, '/api/v1/things', 'path-base: the path in place of the URL'],
    [url, 'api.shop.example:8443/api/v1/things?b=2&a=1', 'path-base: the URL without its scheme'],
    [
      url,
      'https://api.shop.example:8443/api/v1/things/?b=2&a=1',
      'path-trailing-slash: a slash at the end of the path',
    ],
    ['https://shop.example/', 'https://shop.example', 'path-trailing-slash: an empty path'],
    ['https://shop.example', 'https://shop.example/', 'path-trailing-slash: a slash at the end of the path'],
    ['https://shop.example/', 'https://shop.example/?', 'path-query: a question mark after the URL'],
    [
      'https://shop.example/a/../b',
      'https://shop.example/b',
      'path-double-slash: //, ./ and ../ taken out of the path',
    ],
  ])('%s was signed as %s', (sent, signed, expected) => {
    expect(named(variantsOf(path, { url: true }, sent, setting), signed)).toContain(expected);
  });
});

describe('mistakes with the query string', () => {
  it('?b=2&a=1 and what stands before it', () => {
    const variants = variantsOf(path, { query: true }, 'b=2&a=1', setting);
    expect(variants.map(({ value }) => value)).toEqual(['?b=2&a=1', '/api/v1/things?b=2&a=1']);
    expect(variantsOf(path, { query: true }, '', setting)).toEqual([]);
  });
});
