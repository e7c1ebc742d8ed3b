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
 * Where a line tells the time and the duration that reading it gave.
 *
 * @param read what the line with one stretch replaced says; asked only where the same stands in several places
 * @returns undefined where it has one of them, and nothing in it looks like that
 */
export function clockIn(
  line: string,
  values: readonly Value[],
  told: Told,
  read: (line: string) => Told,
): Clock | undefined {
  const moment = chosen(
    values.filter(({ time, text }) => time && startsAtWord(text) && milliseconds(time.at) === told.time),
    ({ time, text }) => time?.form.write(time.at + 1000, text) ?? text,
    ({ time }) => time,
  );
  const duration = chosen(
    durationsIn(line, values).filter(({ text }) => milliseconds(Number(text)) === told.duration),
    ({ text }) => `${Number(text) + 1}`,
    ({ duration: lasted }) => lasted,
  );
  const time = moment?.time && { value: moment, form: moment.time.form };
  if ((told.time !== undefined && !time) || (told.duration !== undefined && !duration)) return undefined;
  return { time, duration };

  /** Of several places the one that reading follows. */
  function chosen(
    places: readonly Value[],
    another: (value: Value) => string,
    part: (said: Told) => number | undefined,
  ): Value | undefined {
    if (places.length < 2) return places[0];
    return places.find((value) => {
      const now = read(line.slice(0, value.start) + another(value) + line.slice(value.end));
      return part(now) !== part(told);
    });
  }
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
