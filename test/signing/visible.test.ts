import { describe, expect, it } from 'vitest';
import { visible } from '../../src/signing/visible.js';

const bytes = (text: string) => Buffer.from(text).toString('latin1');

describe('visible', () => {
  it('writes what cannot be seen as escapes', () => {
    expect(visible(bytes('a\r\n\tb\\ \u00a0\u200b\u0000é'))).toBe('a\\r\\n\\tb\\\\ \\xa0\\u200b\\x00é');
  });

  it('writes bytes that are no UTF-8 in hex', () => {
    expect(visible('a\xff\xfe\n')).toBe('a\\xff\\xfe\\n');
  });

  it('leaves the middle of a long value out', () => {
    expect(visible('x'.repeat(1000), 10)).toBe('xxxxx … 990 bytes … xxxxx');
  });
});
