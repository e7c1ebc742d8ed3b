import { expect, it } from 'vitest';
import { fitsPath, pathParameters } from '../../src/causes/path-template.js';

it.each([
  ['/otp/{token}', '/v2/otp/abc', true],
  ['/otp/{token}', '/v2/otp', false],
  ['/otp/{token}', '/v2/otp/abc/more', false],
  ['^/otp/{token}', '/v2/otp/abc', false],
  ['/v2/platforms/{rest...}', '/v2/platforms/intents/pi_1/capture', true],
  ['/v2/platforms/{rest...}', '/v2/platforms', true],
  ['^/otp/{token}', '/otp/abc', true],
  ['^/otp/{rest...}', '/otp/abc/more', true],
  ['^/otp/{rest...}', '/v2/otp/abc', false],
  ['/{rest...}/otp', '/v2/abc/otp', false],
  ['/x{token}', '/xabc', false],
  ['/{token}x', '/abcx', false],
  ['/otp', '/otp2', false],
  ['/', '/otp', true],
  ['/CARDS/{id}/bank-deposit', '/v2/cards/7/Bank-Deposit/', true],
])('%s fits %s: %s', (template, path, expected) => expect(fitsPath(template, path)).toBe(expected));

it.each([
  ['/users/{user}/cards/{card}', '/v2/users/7/cards/c_1', { user: '7', card: 'c_1' }],
  ['/users/{user}/{rest...}', '/v2/users/7/cards/c_1', { user: '7' }],
  ['/users/{user}', '/v2/users', undefined],
])('%s reads from %s: %j', (template, path, expected) =>
  expect(pathParameters(template, path)).toEqual(expected),
);
