import type { Value, Variant } from './line-values.js';
import type { TimeForm } from './time-forms.js';

/** Where the lines of one shape tell their time and duration; none where they tell none. */
export interface Clock {
  readonly time?: { readonly value: Value; readonly form: TimeForm } | undefined;
  readonly duration?: Value | undefined;
}

interface Told {
  readonly time: number | undefined;
  readonly duration: number | undefined;
}

/**
 * Where a line may tell the time and the duration that reading it gave.
 *
 * @returns undefined where it has one of them, and nothing in it looks like that
 */
export function clockIn(line: string, values: readonly Value[], told: Told): Clock | undefined {
  const moment = values.find(
    ({ time, text }) =>
      told.time !== undefined && time && startsAtWord(text) && milliseconds(time.at) === told.time,
  );
  const time = moment?.time && { value: moment, form: moment.time.form };
  const duration = durationsIn(line, values).find(
    ({ text }) => told.duration !== undefined && milliseconds(Number(text)) === told.duration,
  );
  if ((told.time !== undefined && !time) || (told.duration !== undefined && !duration)) return undefined;
  return { time, duration };
}

/** In the order of the line. */
export function valuesOfClock({ time, duration }: Clock): readonly Value[] {
  return [time?.value, duration].filter((value) => value !== undefined);
}

/** Whether reading a variant of a line gave the time and the duration that were written where the clock is, or those of before. */
export function isClockOf(
  found: Told,
  { time, duration }: Clock,
  before: Told,
  { written }: Variant,
): boolean {
  const moment = time && written.get(time.value);
  const lasted = duration && written.get(duration);
  return (
    found.time === (time && moment !== undefined ? milliseconds(time.form.parse(moment)) : before.time) &&
    found.duration === (lasted !== undefined ? milliseconds(Number(lasted)) : before.duration)
  );
}

/** Without the weekday before it, which is no word with digits. */
function startsAtWord(text: string): boolean {
  return /^\d/.test(text);
}

/** Numbers, also those of two words with a point between. */
function durationsIn(line: string, values: readonly Value[]): Value[] {
  return values.flatMap((value, index) => {
    const { text, start, end, first, time } = value;
    if (time || !/^\d{1,8}$/.test(text)) return [];
    const next = values[index + 1];
    if (next && line[end] === '.' && next.start === end + 1 && /^\d+$/.test(next.text))
      return [{ text: `${text}.${next.text}`, start, end: next.end, first, after: next.after }];
    return line[start - 1] === '.' ? [] : [value];
  });
}

/** Without the noise of adding and subtracting: to the microsecond. */
export function milliseconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}
