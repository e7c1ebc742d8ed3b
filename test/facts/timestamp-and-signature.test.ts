import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import { Facts, findFact } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  signatures: {
    request: {
      name: 'request signature',
      by: 'client',
      mac: 'hmac-sha512',
      message: { body: true },
      encode: 'hex',
      at: { header: 'X-Signature' },
      time: { from: { header: 'X-Timestamp' }, unit: ['ms'], past: 300 },
      causes: {},
      references: [],
    },
  },
  references: {},
};

const DATE = 'Mon, 21 Sep 2026 14:13:20 GMT'; // 1 790 000 000 s
const value = (
  name: string,
  headers: Record<string, string>,
  responseHeaders: Record<string, string> = { Date: DATE },
) => {
  const fact = new Facts(exchangeWith({ headers, responseHeaders }), pack, {}).fact(name);
  return fact.is === 'known' ? fact.value : fact.is;
};

describe('the signed timestamp', () => {
  it.each([
    ['1789993580000', 'ms', true, 6420],
    ['1789999580000', 'ms', true, 420],
    ['1789999580', 's', false, 420],
    ['1789999580000000', 'us', false, 420],
    ['2026-09-21T14:06:20Z', 'iso', false, 420],
    ['2026-09-21T14:06:20', 'iso', false, 420],
    ['20260921T140620Z', 'iso', false, 420],
    ['Mon, 21 Sep 2026 14:06:20 GMT', 'http-date', false, 420],
  ])('%s is %s, accepted: %s, %d s old', (sent, unit, accepted, age) => {
    const headers = { 'x-timestamp': sent };
    expect(value('timestamp.unit', headers)).toBe(unit);
    expect(value('timestamp.unitAccepted', headers)).toBe(accepted);
    expect(value('timestamp.age', headers)).toBe(age);
  });

  it('has no age without the clock of the server', () => {
    expect(value('timestamp.age', { 'X-Timestamp': '1789999580000' }, {})).toBe('not-collected');
  });

  it('shows a time zone by whole or half hours', () => {
    expect(value('timestamp.zoneHours', { 'X-Timestamp': '2026-09-21T08:43:18' })).toBe(5.5);
    expect(value('timestamp.zoneHours', { 'X-Timestamp': '2026-09-21T16:13:20' })).toBe(-2);
    expect(value('timestamp.zoneHours', { 'X-Timestamp': '1789999580000' })).toBeUndefined();
  });
});

describe('the shape of a signature', () => {
  const hex = (bytes: number) => 'ab'.repeat(bytes);
  const base64 = (bytes: number) => Buffer.alloc(bytes, 0xfb).toString('base64');
  it.each([
    [hex(64), 'ok', 'sha512'],
    [hex(32), 'other-digest', 'sha256'],
    [hex(20), 'other-digest', 'sha1'],
    [hex(64).toUpperCase(), 'upper-case', 'sha512'],
    [base64(64), 'other-encoding', 'sha512'],
    [Buffer.from(hex(64)).toString('base64'), 'base64-of-hex', 'other'],
    [`sha512=${hex(64)}`, 'prefixed', 'sha512'],
    ['', 'empty', 'other'],
    ['{{signature}}', 'placeholder', 'other'],
    ['not a signature', 'other', 'other'],
  ])('%s is %s', (sent, form, digest) => {
    expect(value('signature.form', { 'X-Signature': sent })).toBe(form);
    expect(value('signature.digest', { 'X-Signature': sent })).toBe(digest);
  });

  it('is absent when the header is', () => {
    expect(value('signature.form', {})).toBe('absent');
    const facts = new Facts(exchangeWith(), pack, {});
    const says = (form: string) => findFact('signature.form')?.definition.says?.(form, facts, '');
    expect(says('absent')).toBe('no X-Signature among the request headers');
    expect(says('empty')).toBe('X-Signature has no value');
  });
});

describe('how long to wait', () => {
  it.each([
    [{ 'Retry-After': '17' }, 17],
    [{ 'Retry-After': 'Mon, 21 Sep 2026 14:13:40 GMT' }, 20],
    [{ 'Retry-After': '1790000030' }, 30],
    [{ 'X-RateLimit-Reset': '1790000045' }, 45],
    [{ 'X-RateLimit-Reset': '1790000045000' }, 45],
    [{ 'X-RateLimit-Reset': '12' }, 12],
    [{ 'X-RateLimit-Reset': '1789999000' }, 0],
    [{ 'Retry-After': 'soon' }, undefined],
    [{ 'Retry-After': '99999999999999999999' }, undefined],
    [{}, undefined],
  ])('%j gives %s', (headers, expected) =>
    expect(value('rate.wait', {}, { Date: DATE, ...headers })).toBe(expected),
  );
});
