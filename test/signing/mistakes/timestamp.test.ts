import { describe, expect, it } from 'vitest';
import timestamp from '../../../src/signing/mistakes/timestamp.js';
import { named, variantsOf } from '../family.js';

const of = (value: string) => variantsOf(timestamp, { time: true }, value);

describe('mistakes with the timestamp', () => {
  it.each([
    ['1790000000123', '1790000000', 'ts-unit: seconds'],
    ['1790000000987', '1790000001', 'ts-unit: seconds, rounded'],
    ['1790000000123', '1790000000123000', 'ts-unit: microseconds'],
    ['1790000000', '1790000000000', 'ts-unit: milliseconds'],
    ['1790000000', '1790000000347', 'ts-unit: milliseconds'],
    ['1790000000', '1790000000000000000', 'ts-unit: nanoseconds'],
    ['1790000000123', '2026-09-21T14:13:20.123Z', 'ts-format: ISO 8601 with 3 decimals'],
    ['1790000000', '2026-09-21T14:13:20+00:00', 'ts-format: ISO 8601 with the zone +00:00'],
    ['1790000000', '2026-09-21T14:13:20', 'ts-format: ISO 8601 without a zone'],
    ['1790000000', '20260921T141320Z', 'ts-format: ISO 8601 without separators'],
    ['1790000000', 'Mon, 21 Sep 2026 14:13:20 GMT', 'ts-format: an HTTP date'],
    ['1790000000', '1790000000.000', 'ts-format: seconds with three decimals'],
    ['1790000000', '1790000000.0', 'ts-format: a floating-point number'],
    ['1790000000120', '1790000000.12', 'ts-format: a floating-point number'],
    ['2026-09-21T14:13:20.123Z', '1790000000123', 'ts-format: Unix milliseconds'],
    ['2026-09-21T14:13:20.123Z', '2026-09-21T14:13:20.123000Z', 'ts-format: ISO 8601 with 6 decimals'],
    ['2026-09-21T14:13:20Z', '2026-09-21T16:13:20+02:00', 'ts-format: local time of +02:00'],
    ['2026-09-21T14:13:20Z', '2026-09-21T16:13:20Z', 'ts-zone: 2 h ahead of'],
    ['1790000000', '1789980200', 'ts-zone: 5:30 h behind'],
    ['1790000000123', '1790020700123', 'ts-zone: 5:45 h ahead of'],
    ['20260921T141320Z', '20260921T101320Z', 'ts-zone: 4 h behind'],
    ['1790000000', '1789999999', 'ts-twice: 1 s earlier than'],
    ['1790000000123', '1790000004321', 'ts-twice: 4198 ms later than'],
    ['2026-09-21T14:13:20.123Z', '2026-09-21T14:13:20.122Z', 'ts-twice: 1 ms earlier than'],
    ['Mon, 21 Sep 2026 14:13:20 GMT', 'Mon, 21 Sep 2026 14:13:22 GMT', 'ts-twice: 2 s later than'],
  ])('%s was signed as %s: %s', (sent, signed, expected) => {
    expect(named(of(sent), signed)).toContain(expected);
  });

  it('are tried by themselves where there are thousands', () => {
    for (const sent of ['1790000000123', '1790000000', '2026-09-21T14:13:20.123Z']) {
      const variants = of(sent);
      expect(variants.length).toBeGreaterThan(1000);
      expect(variants.filter(({ alone }) => !alone).length).toBeLessThan(70);
      const firstAlone = variants.findIndex(({ id, alone }) => id === 'ts-unit' && alone);
      expect(variants.slice(0, 6).every(({ id }) => id === 'ts-unit' || id === 'ts-format')).toBe(true);
      if (firstAlone >= 0) expect(firstAlone).toBeGreaterThan(60);
    }
    expect(of('1790000000123').filter(({ id }) => id === 'ts-twice').length).toBe(10_000);
  });

  it('say nothing of what is no time', () => {
    for (const text of ['', 'now', '-1790000000', '{{time}}']) expect(of(text)).toEqual([]);
  });

  it('are looked for where the timestamp travels, and nowhere else', () => {
    const scheme = { time: { from: { header: 'X-Shop-Time' }, unit: ['s'] as const } };
    const at = (header: string) => variantsOf(timestamp, { header }, '1790000000', { scheme });
    expect(at('x-shop-time').length).toBeGreaterThan(50);
    expect(at('x-shop-nonce')).toEqual([]);
  });
});
