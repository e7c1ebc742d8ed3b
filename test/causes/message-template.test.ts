import { describe, expect, it } from 'vitest';
import {
  fitsTemplate,
  literalWords,
  messageWords,
  parseTemplate,
} from '../../src/causes/message-template.js';

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

  it('let a gap take up to forty words, and a name one to five', () => {
    const beside = (count: number) => `ip ${'x '.repeat(count)}allowed`;
    expect(fits('ip * allowed', beside(40))).toBe(true);
    expect(fits('ip * allowed', beside(41))).toBe(false);
    expect(fits('ip {address} allowed', beside(1))).toBe(true);
    expect(fits('ip {error.address} allowed', beside(5))).toBe(true);
    expect(fits('ip {address} allowed', beside(0))).toBe(false);
    expect(fits('ip {address} allowed', beside(6))).toBe(false);
  });

  it('end in a gap where the message ends', () => {
    expect(fits('not allowed *', 'not allowed')).toBe(true);
    expect(fits('not allowed * {reason}', 'not allowed here')).toBe(true);
    expect(fits('not allowed * {reason}', 'not allowed')).toBe(false);
  });

  it('take braces inside a word for punctuation', () => {
    expect(parseTemplate('key{name} {name}key')).toEqual(['key', 'name', 'name', 'key']);
  });

  it('take one of the alternatives, and each may stand alone', () => {
    expect(fits('ip|address', 'your address')).toBe(true);
    expect(fits('not ip|address', 'not the address')).toBe(false);
    expect(literalWords(parseTemplate('no  ip|address * {reason} here '))).toEqual([
      ['no'],
      ['ip', 'address'],
      ['here'],
    ]);
  });

  it('read umlauts, apostrophes and digits as parts of words', () => {
    expect(messageWords("Don't über-use v2")).toEqual(['dont', 'über', 'use', 'v2']);
    expect(messageWords('can’t')).toEqual(['cant']);
    expect(messageWords(' … ')).toEqual([]);
  });

  it('read the first 2000 characters of a message', () => {
    expect(messageWords(`${'a '.repeat(999)}b c`).slice(-2)).toEqual(['a', 'b']);
  });

  it('refuse a template without a literal word', () => {
    expect(() => parseTemplate('* {name}')).toThrow('the message template "* {name}" has no literal word');
  });

  it('refuse a template of more than 500 characters', () => {
    expect(parseTemplate('a'.repeat(500))).toHaveLength(1);
    expect(() => parseTemplate('a'.repeat(501))).toThrow('more than 500 characters');
  });

  it('take time that grows with the message, not with the ways to fill the gaps', () => {
    const template = parseTemplate(`${'a * '.repeat(20)}b`);
    const words = messageWords(`b ${'a '.repeat(800)}`);
    expect(fitsTemplate(template, words)).toBe(false);
  });
});
