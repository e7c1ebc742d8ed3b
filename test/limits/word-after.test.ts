import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/limits/arithmetic.js';

const nothing = { body: {}, query: {}, headers: {}, answer: {} };

describe('the word after others', () => {
  it.each([
    ['Shop currency mismatch. Expected BDT.', 'BDT'],
    ['Currency Mismatch: expected "bdt"', 'bdt'],
    ['currency mismatch; currency mismatch, expected ARS', 'ARS'],
    ['currency mismatch expected', undefined],
    ['Expected BDT', undefined],
    ['', undefined],
  ])('%s', (message, word) => {
    expect(evaluate('wordAfter(message, "mismatch expected")', { ...nothing, message })).toBe(word);
  });
});
