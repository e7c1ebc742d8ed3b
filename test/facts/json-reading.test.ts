import { describe, expect, it } from 'vitest';
import { readBody } from '../../src/facts/json-reading.js';

const looksLike = (text: string) => {
  const reading = readBody({ is: 'bytes', wire: Buffer.from(text), exact: true }, '', '');
  return reading.is === 'not-json' ? reading.looksLike : reading.is;
};

describe('a body without a type', () => {
  it.each([
    ['form', 'amount=2500&currency=USD'],
    ['form', 'items[0][id]=1'],
    ['text', 'amount=2500 and more'],
    ['text', 'upstream timed out'],
    ['html', '<html><body>Bad gateway</body></html>'],
    ['json', '{"amount":2500}'],
  ])('is %s: %s', (kind, text) => expect(looksLike(text)).toBe(kind));

  it('is told from a form with one look, however many fields stand before a space', () => {
    expect(looksLike(`${'field=value&'.repeat(40)}name=with a space`)).toBe('text');
  });
});
