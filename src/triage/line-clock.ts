import type { Value } from './line-values.js';

/** Where the lines of one shape tell their time and duration. */
export interface Clock {
  readonly time?: Reading;
  readonly duration?: Reading;
}

/** A value that is written from the beginning of one word to the end of another. */
export interface Reading {
  /** Numbers of the two words. */
  readonly first: number;
  readonly last: number;
  /** The value in milliseconds; NaN where it is none. */
  readonly parse: (text: string) => number;
}

interface Told {
  readonly key: string;
  readonly time: number | undefined;
  readonly duration: number | undefined;
}

const HOUR = 3_600_000;

/**
 * Finds where a line tells the time and the duration that reading it gave, and that the verdict asks for nothing more of
 * them.
 *
 * @param read what a line with one stretch replaced says
 * @returns undefined where the line has one of them, and it cannot be told where, or its verdict depends on it
 */
export function clockOf(
  line: string,
  values: readonly Value[],
  told: Told,
  read: (line: string) => Told,
): Clock | undefined {
  const replaced = ({ start, end }: { start: number; end: number }, by: string) =>
    read(line.slice(0, start) + by + line.slice(end));
  const time = told.time === undefined ? undefined : values.map(asTime).find(Boolean);
  const duration =
    told.duration === undefined ? undefined : durationsIn(line, values).map(asDuration).find(Boolean);
  if ((told.time !== undefined && !time) || (told.duration !== undefined && !duration)) return undefined;
  return { ...(time && { time }), ...(duration && { duration }) };

  function asTime(value: Value): Reading | undefined {
    const { time, text, first, after } = value;
    if (!time || !startsAtWord(value) || milliseconds(time.at) !== told.time) return undefined;
    for (const moved of [1000, 7 * HOUR, -100_000 * HOUR]) {
      const written = time.form.write(time.at + moved, text);
      const now = replaced(value, written);
      if (now.time !== milliseconds(time.form.parse(written)) || now.key !== told.key) return undefined;
    }
    return { first, last: after - 1, parse: (one) => milliseconds(time.form.parse(one)) };
  }

  function asDuration(value: Omit<Value, 'time'>): Reading | undefined {
    if (milliseconds(Number(value.text)) !== told.duration) return undefined;
    for (const written of [`${Number(value.text) + 1}`, '0', '86400000']) {
      const now = replaced(value, written);
      if (now.duration !== Number(written) || now.key !== told.key) return undefined;
    }
    return { first: value.first, last: value.after - 1, parse: (one) => milliseconds(Number(one)) };
  }
}

/** Without the weekday before it, which is no word with digits. */
function startsAtWord({ text }: Value): boolean {
  return /^\d/.test(text);
}

/** Numbers, also those of two words with a point between. */
function durationsIn(line: string, values: readonly Value[]): Omit<Value, 'time'>[] {
  return values.flatMap((value, index) => {
    const { text, start, end, first, after, time } = value;
    if (time || !/^\d{1,8}$/.test(text)) return [];
    const next = values[index + 1];
    if (next && line[end] === '.' && next.start === end + 1 && /^\d+$/.test(next.text))
      return [{ text: `${text}.${next.text}`, start, end: next.end, first, after: next.after }];
    return line[start - 1] === '.' ? [] : [{ text, start, end, first, after }];
  });
}

/** Without the noise of adding and subtracting: to the microsecond. */
export function milliseconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}
