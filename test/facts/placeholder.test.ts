import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../src/facts/placeholder.js';

describe('a placeholder', () => {
  it.each([
    'YOUR_API_KEY',
    'your-secret-here',
    'my token',
    'the_platform_id',
    'sk_test_your_key_here',
    'YOURAPIKEY',
    '<api-key>',
    '{{token}}',
    'undefined',
    'sk_test_xxx',
  ])('is %s', (value) => expect(isPlaceholder(value)).toBe(true));

  it.each([
    'psk_errdoctor_example_0001',
    'mytokenizer42',
    'their-key',
    'theme_key',
    'mystic-token',
    'yourself-id',
  ])('is not %s', (value) => expect(isPlaceholder(value)).toBe(false));

  it.each([`my_${'a'.repeat(5000)}1`, `${'my_'.repeat(1000)}1`])(
    'is looked for in a long value without trying every way to divide it',
    (value) => expect(isPlaceholder(value)).toBe(false),
  );
});
