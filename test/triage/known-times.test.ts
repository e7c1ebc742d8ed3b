import { expect, test } from 'vitest';
import { Eye } from '../../src/triage/eye.js';
import { Shapes } from '../../src/triage/shapes.js';
import { TIME_FORMS } from '../../src/triage/time-forms.js';

/** Times of each form, and what looks like them; lines are learnt from by the first. */
const TIMES: readonly (readonly [string, ...string[]])[] = [
  [
    '2026-09-21T12:34:56.789Z',
    '2026-02-29T12:34:56.789Z',
    '2028-02-29T00:00:00.000Z',
    '2026-04-31T12:34:56.789Z',
    '2026-13-01T12:34:56.789Z',
    '2026-09-21T24:00:00.000Z',
    '2026-09-21X12:34:56.789Z',
  ],
  ['2026-09-21T12:34:56+02:00', '2026-09-21T12:34:56+99:00', '1969-12-31T23:59:59+00:00'],
  ['2026-09-21 12:34:56.789', '2026-01-09 00:00:00.000'],
  ['1790000000123', '1999999999999'],
  ['1790000000.123', '1790000000.001'],
  ['1790000000', '1999999999'],
];

test.each(TIMES)('the time of a known line is that of a line that was read: %s', (usual, ...others) => {
  const form = TIME_FORMS.find(({ looks }) => usual.replace(looks, '') === '');
  const timeOf = (text: string) => {
    const time = form?.parse(text) ?? Number.NaN;
    return Number.isNaN(time) ? undefined : time;
  };
  const verdictOf = (bytes: Uint8Array) => {
    const { time } = JSON.parse(Buffer.from(bytes).toString()) as { time: string };
    return { key: 'any', why: 'any', time: timeOf(time), duration: undefined, place: 1 };
  };
  const eye = new Eye();
  const shapes = new Shapes(eye, verdictOf);
  const look = (time: string, id: number) => {
    const bytes = Buffer.from(JSON.stringify({ time, id }));
    eye.lay(bytes);
    const found = eye.look(0, bytes.length);
    if (found <= 0) shapes.learn(bytes, 0, bytes.length, verdictOf(bytes));
    return found === 1 ? eye.time : undefined;
  };
  for (const id of [71, 72]) look(usual, id);
  expect(look(usual, 73)).toBe(timeOf(usual));
  for (const time of others) expect([time, look(time, 74)]).toEqual([time, timeOf(time)]);
});
