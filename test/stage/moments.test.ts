import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inIso, momentOf } from '../../src/stage/moments.js';
import { TIME_FORMS, type TimeForm } from '../../src/triage/time-forms.js';

const form = (text: string) => TIME_FORMS.find(({ looks }) => text.match(looks)?.[0] === text) as TimeForm;
const times = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2999, 0) });

it('reads a time as the platform does, and writes it so', () => {
  fc.assert(
    fc.property(times, (time) => {
      const [iso, http] = [new Date(time).toISOString(), new Date(time).toUTCString()];
      expect(inIso(time + 0.25)).toBe(iso);
      expect(momentOf(form(iso), iso)).toBe(time);
      expect(momentOf(form(http), http)).toBe(Math.floor(time / 1000) * 1000);
    }),
  );
  for (const text of ['2026-09-21 12:26:41.123+02:00', '2026-09-21T12:26:41Z', '1790000000123', '1790000000'])
    expect(momentOf(form(text), text)).toBe(form(text).parse(text));
});

it.each([
  'Mon, 21 Sep 2026 24:00:00 GMT',
  'Tue, 21 Sep 2026 12:26:41 GMT',
  'Mon, 31 Feb 2026 12:26:41 GMT',
  '2026-02-30T12:26:41.000Z',
  '2026-09-21T12:60:41.000Z',
])('leaves %s to who reads it', (text) => {
  expect(momentOf(TIME_FORMS[0] as TimeForm, text)).toBeUndefined();
});
