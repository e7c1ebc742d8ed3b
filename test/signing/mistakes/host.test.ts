import { describe, expect, it } from 'vitest';
import header from '../../../src/signing/mistakes/header.js';
import host from '../../../src/signing/mistakes/host.js';
import { named, resultsOf, variantsOf } from '../family.js';

const headers = {
  host: 'internal:3000',
  'x-forwarded-host': 'shop.example, proxy.example',
  'x-forwarded-proto': 'https',
};

describe('mistakes with the host', () => {
  it.each([
    ['edge.example:8443', 'the host of the URL'],
    ['shop.example', 'the host of X-Forwarded-Host'],
    ['internal', 'the host without its port'],
  ])('%s', (signed, detail) => {
    const setting = { headers, material: { url: 'https://ann@edge.example:8443/hook' } };
    for (const atom of [{ host: true }, { header: 'Host' }] as const)
      expect(named(variantsOf(host, atom, 'internal:3000', setting), signed)).toEqual([
        `hdr-host: ${detail}`,
      ]);
  });

  it.each([
    ['API.shop.example', 'api.shop.example', 'the host in lower case'],
    ['api.shop.example', 'api.shop.example:443', 'the default port after the host'],
    ['www.shop.example', 'shop.example', 'the host without www.'],
    ['things.eu-west.shop.example', 'things.shop.example', 'the host without eu-west.'],
  ])('%s was signed as %s', (sent, signed, detail) => {
    expect(named(variantsOf(host, { host: true }, sent), signed)).toContain(`hdr-host: ${detail}`);
  });

  it('leaves other headers alone', () => {
    expect(variantsOf(host, { header: 'date' }, 'x', { headers })).toEqual([]);
    expect(variantsOf(host, { host: true }, '', { headers })).toEqual([]);
  });
});

describe('mistakes with the URL behind a proxy', () => {
  it.each([
    ['https://internal:3000/hook?a=1', 'https in place of http'],
    ['https://shop.example/hook?a=1', 'the host and scheme of X-Forwarded-Host and X-Forwarded-Proto'],
    ['http://shop.example/hook?a=1', 'the host of X-Forwarded-Host'],
    ['http://internal/hook?a=1', 'the URL without its port'],
    ['https://internal/hook?a=1', 'the URL without its port and https in place of http'],
  ])('%s', (signed, detail) => {
    const variants = variantsOf(host, { url: true }, 'http://internal:3000/hook?a=1', { headers });
    expect(named(variants, signed)[0]).toBe(`path-proxy-url: ${detail}`);
  });

  it.each([
    ['https://shop.example/hook', 'https://shop.example:443/hook', 'the default port written out'],
    [
      'http://shop.example/hook',
      'https://shop.example:443/hook',
      'the default port written out and https in place of http',
    ],
    ['https://ann@shop.example/', 'https://shop.example/', 'the URL without user name and password'],
  ])('%s was signed as %s', (sent, signed, detail) => {
    expect(named(variantsOf(host, { url: true }, sent), signed)).toContain(`path-proxy-url: ${detail}`);
  });

  it('takes the host of the request line from the Host header', () => {
    const variants = variantsOf(host, { url: true }, 'http://10.0.0.7/hook', {
      headers: { host: 'shop.example' },
    });
    expect(named(variants, 'http://shop.example/hook')).toEqual([
      'path-proxy-url: the host of the Host header',
    ]);
    expect(named(variants, 'https://shop.example/hook')).toEqual([
      'path-proxy-url: the host of the Host header and https',
    ]);
  });
});

describe('mistakes with a header', () => {
  it.each([
    [
      'content-type',
      'application/json; charset=utf-8',
      'application/json',
      'hdr-signed-list: content-type: application/json',
    ],
    [
      'Content-Type',
      'application/json',
      'application/json; charset=utf-8',
      'hdr-signed-list: content-type: application/json; charset=utf-8',
    ],
    ['content-type', 'application/json', '', 'hdr-signed-list: an empty content-type'],
    ['accept-encoding', 'gzip', 'identity', 'hdr-signed-list: accept-encoding: identity'],
    ['x-shop-name', ' Ann ', 'Ann', 'hdr-case: the value of x-shop-name trimmed'],
    ['x-shop-name', 'Ann', 'ann', 'hdr-case: the value of x-shop-name in lower case'],
  ])('%s: %s was signed as %s', (name, sent, signed, expected) => {
    expect(named(variantsOf(header, { header: name }, sent), signed)).toContain(expected);
  });

  it('counts characters and UTF-16 code units of the body', () => {
    // é is two bytes and one unit, a smiling face four bytes and two units.
    const setting = { material: { body: '\xc3\xa9\xf0\x9f\x98\x80' } };
    const variants = variantsOf(header, { header: 'content-length' }, '6', setting);
    expect(named(variants, '2')).toEqual(['hdr-length: characters']);
    expect(named(variants, '3')).toEqual(['hdr-length: UTF-16 code units']);
  });

  it('says nothing of a header that is absent', () => {
    expect(variantsOf(header, { header: 'content-type' }, '')).toEqual([]);
  });
});

describe('mistakes with header lines', () => {
  const setting = {
    headers: {
      host: 'api.shop.example:8443',
      'content-type': 'text/plain; charset=utf-8',
      'accept-encoding': 'gzip',
      'x-note': '  two  words ',
    },
    material: { url: 'https://edge.example/' },
  };
  const list = 'host;content-type;accept-encoding';

  it.each([
    [
      'host:api.shop.example\ncontent-type:text/plain; charset=utf-8\naccept-encoding:gzip\n',
      'hdr-host: the host without its port',
    ],
    [
      'host:edge.example\ncontent-type:text/plain; charset=utf-8\naccept-encoding:gzip\n',
      'hdr-host: the host of the URL',
    ],
    [
      'host:api.shop.example:8443\ncontent-type:text/plain\naccept-encoding:gzip\n',
      'hdr-signed-list: content-type: text/plain',
    ],
    [
      'host:api.shop.example:8443\ncontent-type:text/plain; charset=utf-8\naccept-encoding:identity\n',
      'hdr-signed-list: accept-encoding: identity',
    ],
    [
      'host:api.shop.example:8443\naccept-encoding:gzip\n',
      'hdr-signed-list: content-type in the list, but not signed',
    ],
    [
      'accept-encoding:gzip\ncontent-type:text/plain; charset=utf-8\nhost:api.shop.example:8443\n',
      'hdr-case: the headers in the order of their names',
    ],
    [
      'Host:api.shop.example:8443\nContent-Type:text/plain; charset=utf-8\nAccept-Encoding:gzip\n',
      'hdr-case: header names with capitals',
    ],
    [
      'host: api.shop.example:8443\ncontent-type: text/plain; charset=utf-8\naccept-encoding: gzip\n',
      'hdr-case: a space after each colon',
    ],
  ])('%j', (signed, expected) => {
    const results = [host, header].flatMap((family) => resultsOf(family, ['headerLines'], list, setting));
    expect(named(results, signed)).toContain(expected);
  });

  it('values as they are written', () => {
    expect(named(resultsOf(header, ['headerLines'], 'x-note', setting), 'x-note:  two  words \n')).toEqual([
      'hdr-case: header values not trimmed',
    ]);
  });
});
