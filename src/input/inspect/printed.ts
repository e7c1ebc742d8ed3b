import type { Stretch } from '../curl/stretch.js';

/** A value as Node's `util.inspect` printed it: what `console.log(error)` shows. Offsets are those of the input. */
export interface Printed {
  /** The value as far as it is shown; undefined for functions and for what `[Object]` stands for. */
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Content of a printed string, without quotes and escapes. */
  readonly text?: Stretch;
  readonly members?: ReadonlyMap<string, Printed>;
  /** Of an error its message and stack, of other objects their class. */
  readonly head?: string;
  /** Some of the value is not shown: too deep, too long, or the input ends. */
  readonly partial: boolean;
}

/** The value at a path of member names and indexes. */
export function printedAt(from: Printed, path: readonly (string | number)[]): Printed | undefined {
  let found: Printed | undefined = from;
  for (const key of path) found = found?.members?.get(String(key));
  return found;
}

/** First line of an error's head: `TypeError: fetch failed`. */
export function headLine({ head = '' }: Printed): string {
  const feed = head.indexOf('\n');
  return (feed < 0 ? head : head.slice(0, feed)).trimEnd();
}
