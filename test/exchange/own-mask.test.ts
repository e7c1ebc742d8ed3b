import { expect, it } from 'vitest';
import { isOwnMask } from '../../src/exchange/own-mask.js';
import { substitute } from '../../src/redact/substitute.js';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

const SECRETS = [
  '00112233445566778899aabbccddeeff',
  '00112233445566778899AABBCCDDEEFF',
  'errdoctorExampleSecretNumber1',
  'errdoctor-example-secret-number-1',
  'shop_errdoctor_example_secret_number_1',
  'errdoctor+example/secret+number/1==',
  'Bearer errdoctorExampleSecretNumber1',
  basic('errdoctor-example:example-secret-number-1'),
];

it.each(SECRETS)('knows what stands in for %s', (secret) => {
  expect(isOwnMask(secret)).toBe(false);
  expect(isOwnMask(substitute(secret))).toBe(true);
});
