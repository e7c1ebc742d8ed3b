import { expect, it } from 'vitest';
import { fitsPath } from '../../src/causes/path-template.js';

it.each([
  ['/otp/{token}', '/v2/otp/abc', true],
  ['/otp/{token}', '/v2/otp', false],
  ['/otp/{token}', '/v2/otp/abc/more', false],
  ['^/otp/{token}', '/v2/otp/abc', false],
  ['/v2/platforms/{rest...}', '/v2/platforms/intents/pi_1/capture', true],
  ['/v2/platforms/{rest...}', '/v2/platforms', true],
  ['/CARDS/{id}/bank-deposit', '/v2/cards/7/Bank-Deposit/', true],
])('%s fits %s: %s', (template, path, expected) => expect(fitsPath(template, path)).toBe(expected));
