import { expect, it } from 'vitest';
import { recordedCalls } from '../../src/wire/recorded.js';
import { RECORDER } from '../support/legs.js';

it.each([
  ['/v1/things', 'https://api.shop.example/v1/things'],
  ['https://api.shop.example/v1/things', 'https://api.shop.example/v1/things'],
])('a request for %s is one of its URL', (target, url) => {
  const sent = Buffer.from(`GET ${target} HTTP/1.1\r\nHost: api.shop.example\r\n\r\n`);
  const received = Buffer.from('HTTP/1.1 204 No Content\r\n\r\n');
  const leg = { origin: 'https://api.shop.example', sent, received, time: { start: 0, end: 1 } };
  expect(recordedCalls('calls', [leg], RECORDER).exchanges[0]?.request).toMatchObject({ url, target });
});
