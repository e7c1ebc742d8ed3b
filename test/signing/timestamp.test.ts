import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readTimestamp,
  timeFormOf,
  writeAlike,
  writeHttpDate,
  writeIso,
  writeTimestamp,
} from '../../src/signing/timestamp.js';

const INSTANT = 1_790_000_000_123_456_789n;

describe('a timestamp', () => {
  it.each([
    ['1790000000', 's', 1_790_000_000_000_000_000n],
    ['1790000000.5', 's', 1_790_000_000_500_000_000n],
    ['-1790000000.5', 's', -1_790_000_000_500_000_000n],
    ['1790000000123', 'ms', 1_790_000_000_123_000_000n],
    ['1790000000123456', 'us', 1_790_000_000_123_456_000n],
    ['1790000000123456789', 'ns', INSTANT],
    ['2026-09-21T14:13:20Z', 'iso', 1_790_000_000_000_000_000n],
    ['2026-09-21 14:13:20.123456789', 'iso', INSTANT],
    ['2026-09-21T16:13:20.123456789+02:00', 'iso', INSTANT],
    ['2026-09-21T08:43:20.123456789-0530', 'iso', INSTANT],
    ['20260921T141320Z', 'iso', 1_790_000_000_000_000_000n],
    ['2026-09-21T14:13Z', 'iso', 1_789_999_980_000_000_000n],
    ['Mon, 21 Sep 2026 14:13:20 GMT', 'http-date', 1_790_000_000_000_000_000n],
  ])('%s is read', (text, form, instant) => {
    expect(readTimestamp(text)).toMatchObject({ form, instant });
  });

  it.each(['', 'soon', '{{timestamp}}', '2026-13-41T99:00:00Z', '2026-09-21T14:13:20Zz', '9'.repeat(400)])(
    '"%s" is none',
    (text) => {
      expect(readTimestamp(text)).toBeUndefined();
    },
  );

  it('keeps its form although it stands for no time', () => {
    expect(timeFormOf('2026-13-41T99:00:00Z')).toBe('iso');
    expect(timeFormOf('soon')).toBe('other');
  });

  it('is written in a unit', () => {
    expect(writeTimestamp(INSTANT, 's')).toBe('1790000000');
    expect(writeTimestamp(INSTANT, 'ms')).toBe('1790000000123');
    expect(writeTimestamp(INSTANT, 'iso')).toBe('2026-09-21T14:13:20.123Z');
    expect(writeTimestamp(INSTANT, 'basic')).toBe('20260921T141320Z');
    expect(writeIso(INSTANT, { fractionDigits: 6, zone: '+05:30' })).toBe('2026-09-21T19:43:20.123456+05:30');
    expect(writeHttpDate(INSTANT)).toBe('Mon, 21 Sep 2026 14:13:20 GMT');
  });

  it('is written again as it was read', () => {
    const forms = [
      ...(['s', 'ms', 'us', 'ns', 'iso', 'basic'] as const).map(
        (unit) => (instant: bigint) => writeTimestamp(instant, unit),
      ),
      writeHttpDate,
      (instant: bigint) => writeIso(instant, { divider: ' ', fractionDigits: 6, zone: '-03:30' }),
    ];
    // The years 2001 to 2286, in which the number of digits tells the unit.
    const instants = fc.bigInt({ min: 1_000_000_000_000_000_000n, max: 9_999_999_999_999_999_999n });
    fc.assert(
      fc.property(instants, fc.constantFrom(...forms), (instant, write) => {
        const text = write(instant);
        const read = readTimestamp(text);
        expect(read && writeAlike(read.instant, read)).toBe(text);
      }),
    );
  });
});
