/** A way to write a moment down. */
export interface TimeForm {
  readonly looks: RegExp;
  /** Epoch milliseconds; NaN where it is no moment. */
  readonly parse: (text: string) => number;
  /** Another moment in the same form. */
  readonly write: (time: number, like: string) => string;
}

/**
 * The forms in which programs write times, most telling first. Common ones are read in WebAssembly as well, which knows them
 * by their number (src/assembly/clock.ts).
 */
export const TIME_FORMS: readonly TimeForm[] = [
  {
    looks: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g,
    parse: Date.parse,
    write: (time, like) => {
      const isLocal = !/(?:Z|[+-]\d\d:?\d\d)$/.test(like);
      const moment = new Date(
        isLocal ? time - new Date(time).getTimezoneOffset() * 60_000 : time,
      ).toISOString();
      return `${moment.slice(0, 10)}${like[10]}${moment.slice(11, 23)}${isLocal ? '' : 'Z'}`;
    },
  },
  {
    looks: /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g,
    parse: Date.parse,
    write: (time) => new Date(time).toUTCString(),
  },
  { looks: /(?<![\w.])1\d{12}(?![\w.])/g, parse: Number, write: (time) => String(Math.round(time)) },
  {
    looks: /(?<![\w.])1\d{9}\.\d+(?!\w)/g,
    parse: (text) => Number(text) * 1000,
    write: (time) => (time / 1000).toFixed(3),
  },
  {
    looks: /(?<![\w.])1\d{9}(?![\w.])/g,
    parse: (text) => Number(text) * 1000,
    write: (time) => String(Math.round(time / 1000)),
  },
];
