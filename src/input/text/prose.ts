import { inside, type Place, type Span } from '../../exchange/place.js';
import type { Input } from '../input.js';

/** A text that people or programs wrote, one character per byte, so that its offsets are byte offsets. */
export interface Prose {
  readonly text: string;
  /** Where the text as a whole stands. */
  readonly at: Place;
}

/** A value found in a text, and between which offsets. */
export interface Told<Value = string> {
  readonly value: Value;
  readonly from: number;
  readonly to: number;
}

/** A stretch of the input as text. */
export function proseOf(input: Input, { start, end }: Span): Prose {
  return { text: input.latin1.slice(start, end), at: { spans: [{ start, end }] } };
}

/** A text that JSON holds at a place. */
export function proseIn(value: string, at: Place): Prose {
  return { text: Buffer.from(value).toString('latin1'), at };
}

/** Where a part of a text stands. */
export function placeIn(prose: Prose, { from, to }: Pick<Told<unknown>, 'from' | 'to'>): Place {
  return inside(prose.at, { from, to });
}

/** A part of a text with its bytes read as UTF-8. */
export function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString();
}

/** The first group of a match that took part, with its offsets; the pattern needs the flag `d`. */
export function toldBy(match: RegExpExecArray | null): Told | undefined {
  const group = match?.indices?.findIndex((range, index) => index > 0 && range !== undefined) ?? -1;
  const range = match?.indices?.[group];
  return range && { value: match?.[group] as string, from: range[0], to: range[1] };
}
