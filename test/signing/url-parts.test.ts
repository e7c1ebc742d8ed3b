import { expect, it } from 'vitest';
import { urlParts, writeUrl } from '../../src/signing/url-parts.js';

it.each<[text: string, parts: unknown[], written?: string]>([
  ['https://me@api.shop.example:8443/v1/a?b=1', ['https', 'me@api.shop.example:8443', '/v1/a', 'b=1']],
  ['HTTP://api.shop.example', ['HTTP', 'api.shop.example', '', undefined]],
  ['coap+tcp://a/b', ['coap+tcp', 'a', '/b', undefined]],
  ['/v1/a?', ['', '', '/v1/a', '']],
  ['/v1?b=1?c', ['', '', '/v1', 'b=1?c']],
  ['/v1://x', ['', '', '/v1://x', undefined]],
  ['1a://x', ['', '', '1a://x', undefined]],
  ['', ['', '', '', undefined]],
  ['https://a/b?c#d', ['https', 'a', '/b', 'c'], 'https://a/b?c'],
  ['https://a#d', ['https', 'a', '', undefined], 'https://a'],
])('%s', (text, parts, written = text) => {
  const { scheme, authority, path, query } = urlParts(text);
  expect([scheme, authority, path, query]).toEqual(parts);
  expect(writeUrl(urlParts(text))).toBe(written);
});
