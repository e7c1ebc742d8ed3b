import { describe, expect, it } from 'vitest';
import {
  isWrittenIn,
  readTimestamp,
  timeFormOf,
  timeWords,
  writeAlike,
  writeIso,
  writeTimestamp,
  zoneHoursOf,
} from '../../src/signing/timestamp.js';

const SECOND = 1_000_000_000n;

describe('the form of a timestamp', () => {
  it.each([
    ['0', 's'],
    ['12345678901', 's'],
    ['123456789012', 'ms'],
    ['12345678901234', 'ms'],
    ['123456789012345', 'us'],
    ['12345678901234567', 'us'],
    ['123456789012345678', 'ns'],
    ['-1.5', 's'],
    ['1.', 'other'],
    ['a1', 'other'],
    ['1a', 'other'],
    ['2026-09-21T14:13', 'iso'],
    ['20260921 1413', 'iso'],
    ['x2026-09-21T14:13', 'other'],
    ['2026-09-21', 'other'],
    ['Mon, 21 Sep 2026 14:13:20 GMT', 'http-date'],
    ['on Mon, 21 Sep 2026 14:13:20 GMT', 'other'],
    ['Mon, 1 Sep 2026 14:13:20 GMT', 'other'],
  ])('of %s is %s', (text, form) => expect(timeFormOf(text)).toBe(form));

  it.each([
    ['s', 'Unix seconds'],
    ['ms', 'Unix milliseconds'],
    ['us', 'Unix microseconds'],
    ['ns', 'Unix nanoseconds'],
    ['iso', 'ISO 8601'],
    ['basic', 'ISO 8601 without separators'],
    ['http-date', 'the HTTP date format'],
    ['other', 'an unknown form'],
  ] as const)('%s is called %s', (form, words) => expect(timeWords(form)).toBe(words));

  it.each([
    ['basic', '20260921T141320Z', true],
    ['basic', '2026-09-21T14:13:20Z', false],
    ['basic', '20260921T141320', false],
    ['basic', 'x20260921T141320Z', false],
    ['basic', '20260921T141320Zx', false],
    ['iso', '20260921T141320Z', true],
    ['s', '1790000000', true],
    ['ms', '1790000000', false],
  ] as const)('in the unit %s, %s: %s', (unit, text, is) => expect(isWrittenIn(unit, text)).toBe(is));
});

describe('an instant', () => {
  it.each([
    ['1.0000000019', 1_000_000_001n],
    ['0.5', 500_000_000n],
    ['-2', -2n * SECOND],
    ['1970-01-01T00:00:01.5Z', 1_500_000_000n],
    ['1970-01-01T00:00:01,25Z', 1_250_000_000n],
    ['1970-01-01T02:00:00+02', 0n],
    ['1970-01-01T02:30:00+0230', 0n],
    ['1969-12-31T19:00:00-05:00', 0n],
    ['1970-01-01t00:00:00z', 0n],
    ['1970-01-01 00:01', 60n * SECOND],
    ['19700101T000001', SECOND],
    ['Thu, 01 Jan 1970 00:00:01 GMT', SECOND],
  ])('is read from %s', (text, instant) => expect(readTimestamp(text)?.instant).toBe(instant));

  it.each([
    'Abc, 99 Xyz 1970 00:00:01 GMT',
    '1970-01-01T00:00:00ZZ',
    'at 1970-01-01T00:00:00Z',
    '123456789012345678901',
  ])('is not read from %s', (text) => expect(readTimestamp(text)).toBeUndefined());

  it.each([
    ['20260921T141320.25+0200', { basic: true, divider: 'T', fractionDigits: 2, zone: '+0200' }],
    ['2026-09-21 14:13', { basic: false, divider: ' ', fractionDigits: 0, zone: '' }],
  ])('keeps the layout of %s', (text, layout) => expect(readTimestamp(text)?.layout).toEqual(layout));

  it('is written with what is finer cut off', () => {
    expect(writeTimestamp(1_999_999_999n, 's')).toBe('1');
    expect(writeTimestamp(1_999_999_999n, 'us')).toBe('1999999');
    expect(writeTimestamp(1_999_999_999n, 'ns')).toBe('1999999999');
    expect(writeTimestamp(1_999_999_999n, 'iso')).toBe('1970-01-01T00:00:01.999Z');
    expect(writeTimestamp(1_999_999_999n, 'basic')).toBe('19700101T000001Z');
    expect(writeIso(0n, { zone: '-0130', divider: ' ', fractionDigits: 0 })).toBe('1969-12-31 22:30:00-0130');
    expect(writeIso(5n * 1_000_000n, { zone: '', fractionDigits: 9 })).toBe('1970-01-01T00:00:00.005000000');
  });

  it.each(['1790000000', '1790000000123', '20260921T141320.25+0200', 'Mon, 21 Sep 2026 14:13:20 GMT'])(
    'read from %s is written alike',
    (text) => {
      const read = readTimestamp(text);
      expect(read && writeAlike(read.instant, read)).toBe(text);
    },
  );
});

describe('a difference of hours', () => {
  it.each([
    [3600, 1],
    [-3600, -1],
    [3660, 1],
    [3661, undefined],
    [3540, 1],
    [3539, undefined],
    [19_800, 5.5],
    [50_400, 14],
    [52_200, undefined],
    [20_700, 5.75],
    [-31_500, -8.75],
    [45_900, 12.75],
    [49_500, 13.75],
    [900, undefined],
    [0, undefined],
    [30, undefined],
  ])('of %s s is the zone %s', (seconds, hours) => expect(zoneHoursOf(seconds)).toBe(hours));
});
