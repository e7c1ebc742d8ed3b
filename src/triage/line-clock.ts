import type { Word } from './vary-words.js';

/** Where the lines of one shape tell their time and duration: the words that do, by number. */
export interface Clock {
  readonly time?: Reading;
  readonly duration?: Reading;
  /** All words that the two are made of. */
  readonly words?: ReadonlySet<number>;
}

/** A value that is written from the beginning of one word to the end of another. */
export interface Reading {
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

/** Years or hours away, and still a time of this form. */
const elsewhere = (written: string) =>
  /^\d{4}-/.test(written)
    ? `2019-05-11${written[10]}03${written.slice(13)}`
    : written.replace(/^(\d\d)./, '$13');

const TIMES: readonly (readonly [RegExp, (text: string) => number])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/g, Date.parse],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?/g, Date.parse],
  [/(?<![\w.])\d{13}(?![\w.])/g, Number],
  [/(?<![\w.])\d{10}\.\d+(?!\w)/g, (text) => Number(text) * 1000],
  [/(?<![\w.])\d{10}(?![\w.])/g, (text) => Number(text) * 1000],
];
const DURATIONS: typeof TIMES = [[/(?<![\w.])\d{1,8}(?:\.\d{1,8})?(?![\w.])/g, Number]];

/**
 * Finds where a line tells the time and the duration that reading it gave.
 *
 * @returns undefined where the line has one of them, and it cannot be told where
 */
export function clockOf(
  text: string,
  words: readonly Word[],
  told: Told,
  read: (text: string) => Told,
): Clock | undefined {
  const time = told.time === undefined ? undefined : find(TIMES, 'time');
  const duration = told.duration === undefined ? undefined : find(DURATIONS, 'duration');
  if ((told.time !== undefined && !time) || (told.duration !== undefined && !duration)) return undefined;
  const used = new Set<number>();
  for (const reading of [time, duration])
    if (reading) for (let number = reading.first; number <= reading.last; number++) used.add(number);
  return { ...(time && { time }), ...(duration && { duration }), words: used };

  function find(forms: typeof TIMES, what: 'time' | 'duration'): Reading | undefined {
    for (const [form, parse] of forms) {
      for (const { 0: written, index } of text.matchAll(form)) {
        if (milliseconds(parse(written)) !== told[what]) continue;
        const first = words.findIndex(({ start, end }) => start <= index && index < end);
        const last = words.findIndex(({ end }) => end === index + written.length);
        const replaced = (by: string) => text.slice(0, index) + by + text.slice(index + written.length);
        // A value that shares a word with something else cannot be told from its words.
        if (first < 0 || last < first || words[first]?.start !== index) continue;
        // Another second, another millisecond: the verdict must follow.
        const moved = written.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
        const after = read(replaced(moved));
        if (after[what] !== milliseconds(parse(moved)) || after.key !== told.key) continue;
        // The verdict may hold the recorder's clock against the server's.
        if (what === 'time' && read(replaced(elsewhere(written))).key !== told.key) return undefined;
        return { first, last, parse: (value) => milliseconds(parse(value)) };
      }
    }
    return undefined;
  }
}

/** Without the noise of adding and subtracting: to the microsecond. */
export function milliseconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}
