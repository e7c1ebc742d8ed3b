import { describe, expect, it } from 'vitest';
import { fitsTemplate, messageWords, parseTemplate } from '../../src/causes/message-template.js';

const fits = (template: string, message: string) =>
  fitsTemplate(parseTemplate(template), messageWords(message));

describe('message templates', () => {
  it('compare words case-blind and without punctuation, anywhere in the message', () => {
    expect(fits('no authorized ips configured', 'Forbidden: "No authorized IPs configured."')).toBe(true);
    expect(fits('no authorized ips configured', 'no ips configured')).toBe(false);
  });

  it('know alternatives, gaps and named words', () => {
    expect(fits('no authorised|authorized ips', 'No authorised IPs configured')).toBe(true);
    expect(fits('ip * not allowed', 'IP 203.0.113.7 is not allowed')).toBe(true);
    expect(fits('ip * not allowed', 'IP not allowed')).toBe(true);
    expect(fits('currency mismatch expected {currency}', 'Shop currency mismatch. Expected BDT.')).toBe(true);
    expect(fits('currency mismatch expected {currency}', 'Shop currency mismatch. Expected')).toBe(false);
  });

  it('keep the order of the words', () => {
    expect(fits('rate key', 'key rate')).toBe(false);
  });

  it('read umlauts, apostrophes and digits as parts of words', () => {
    expect(messageWords("Don't über-use v2")).toEqual(['dont', 'über', 'use', 'v2']);
  });

  it('refuse a template without a literal word', () => {
    expect(() => parseTemplate('* {name}')).toThrow(/no literal word/);
  });

  it('take time that grows with the message, not with the ways to fill the gaps', () => {
    const template = parseTemplate(`${'a * '.repeat(20)}b`);
    const words = messageWords('a '.repeat(800));
    expect(fitsTemplate(template, words)).toBe(false);
  });
});
