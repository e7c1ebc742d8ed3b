import { describe, expect, it } from 'vitest';
import { Arithmetic } from '../../src/limits/arithmetic.js';

const nothing = { body: {}, query: {}, headers: {}, answer: {} };

describe('the word after others', async () => {
  const arithmetic = await Arithmetic.load();

  it.each([
    ['Shop currency mismatch. Expected BDT.', 'BDT'],
    ['Currency Mismatch: expected "bdt"', 'bdt'],
    ['currency mismatch; currency mismatch, expected ARS', 'ARS'],
    ['currency mismatch expected', undefined],
    ['Expected BDT', undefined],
    ['', undefined],
  ])('%s', (message, word) => {
    expect(arithmetic.evaluate('wordAfter(message, "mismatch expected")', { ...nothing, message })).toBe(
      word,
    );
  });
});
