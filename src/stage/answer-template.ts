import type { Value } from '../triage/line-values.js';
import { inIso, momentOf } from './moments.js';
import { isSingular } from './same-length.js';

/** What stands at one place of an answer: the same in every answer, a value as the line has it, or a moment. */
export type Piece = string | Copy | Moment;

interface Copy {
  /** Number of the value. */
  readonly value: number;
}

/** A time of the line in UTC, moved by milliseconds, and by as many seconds as another value says. */
interface Moment extends Copy {
  readonly shift: number;
  readonly seconds: number | undefined;
}

/** The answer to all lines that differ in certain values alone. */
export interface Template {
  readonly pieces: readonly Piece[];
  /** The texts of the answer that hold copies, a line each. */
  readonly checked: readonly Piece[];
}

/** A value of a line, and what another line has in its place. */
export interface Varied {
  readonly number: number;
  readonly value: Value;
  readonly text: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly piece: Copy | Moment;
}

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const STRING = /"(?:[^"\\]|\\.)*"/g;

/**
 * Finds what an answer has of the line that it answers, by the answer to another line that has other values of the same
 * length.
 *
 * @param varied each value that is another in the other line
 * @returns undefined where the answers differ in anything else than copies of these values
 */
export function templateOf(answer: string, other: string, varied: readonly Varied[]): Template | undefined {
  if (answer.length !== other.length) return undefined;
  const moments = [...answer.matchAll(MOMENT)].map(({ index }) => index);
  const places: Place[] = [];
  let from = 0;
  for (;;) {
    const at = firstDifference(answer, other, from);
    if (at === answer.length) break;
    const moment = moments.find((start) => start <= at && at < start + 24);
    const place =
      copyAt(answer, other, at, varied) ??
      (moment === undefined ? undefined : momentAt(answer, other, moment, varied));
    if (!place || place.start < from) return undefined;
    places.push(place);
    from = place.end;
  }
  return { pieces: between(answer, places, 0, answer.length), checked: textsWith(answer, places) };
}

function between(answer: string, places: readonly Place[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  for (const place of places) {
    pieces.push(answer.slice(from, place.start), place.piece);
    from = place.end;
  }
  return [...pieces, answer.slice(from, end)];
}

/** Moments that were computed hide nothing. */
function textsWith(answer: string, places: readonly Place[]): Piece[] {
  const copies = places.filter(({ piece }) => !('shift' in piece));
  const strings = [...answer.matchAll(STRING)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  const texts = new Map<number, { start: number; end: number; copies: Place[] }>();
  for (const copy of copies) {
    const string = strings.find(({ start, end }) => start < copy.start && copy.end < end) ?? copy;
    const text = texts.get(string.start) ?? { start: string.start, end: string.end, copies: [] };
    text.copies.push(copy);
    texts.set(string.start, text);
  }
  return [...texts.values()].flatMap(({ start, end, copies: held }) => [
    ...between(answer, held, start, end),
    '\n',
  ]);
}

function firstDifference(one: string, other: string, from: number): number {
  let at = from;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

/** The longest value that stands around a place of both answers as each line has it; undefined where it may be another. */
function copyAt(answer: string, other: string, at: number, varied: readonly Varied[]): Place | undefined {
  const found = varied.flatMap(({ number, value, text }) => {
    const start = at - firstDifference(value.text, text, 0);
    const isThere = start >= 0 && answer.startsWith(value.text, start) && other.startsWith(text, start);
    return isThere ? [{ start, end: start + text.length, piece: { value: number } }] : [];
  });
  const [longest, next] = found.sort((one, two) => two.end - two.start - (one.end - one.start));
  const isSure = !next || (longest && next.end - next.start < longest.end - longest.start);
  return isSure ? longest : undefined;
}

function momentAt(
  answer: string,
  other: string,
  start: number,
  varied: readonly Varied[],
): Place | undefined {
  const end = start + 24;
  const before = Date.parse(answer.slice(start, end));
  const moved = Date.parse(other.slice(start, end)) - before;
  const times = varied.flatMap(({ number, value: { time }, text }) =>
    time ? [{ number, at: time.at, moved: time.form.parse(text) - time.at }] : [],
  );
  const copied = times.find((time) => time.moved === moved);
  if (copied) {
    const { number, at } = copied;
    return { start, end, piece: { value: number, shift: before - at, seconds: undefined } };
  }
  // A wait that was asked for, from this time on.
  for (const time of times)
    for (const { number, value, text } of varied) {
      const [said, saidThere] = [Number(value.text), Number(text)];
      const isAmount = /^\d{1,8}$/.test(text);
      if (isAmount && before - time.at === 1000 * said && moved - time.moved === 1000 * (saidThere - said))
        return { start, end, piece: { value: time.number, shift: 0, seconds: number } };
    }
  return undefined;
}

/**
 * What pieces come to for a line.
 *
 * @param texts of the line's values
 * @returns undefined where a time is none, or one that others may read otherwise
 */
export function filled(
  pieces: readonly Piece[],
  texts: readonly string[],
  values: readonly Value[],
): string | undefined {
  const strings = strung(pieces, texts, values);
  return strings?.join('');
}

/** The same, each piece by itself. */
export function strung(
  pieces: readonly Piece[],
  texts: readonly string[],
  values: readonly Value[],
): string[] | undefined {
  const strings: string[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') strings.push(piece);
    else if (!('shift' in piece)) strings.push(texts[piece.value] as string);
    else {
      const form = values[piece.value]?.time?.form;
      const time = form && momentOf(form, texts[piece.value] as string);
      if (time === undefined) return undefined;
      const seconds = piece.seconds === undefined ? 0 : Number(texts[piece.seconds]);
      strings.push(inIso(time + piece.shift + 1000 * seconds));
    }
  }
  return strings;
}

/** What an answer says besides numbers, and which values of the line were no others. */
export function skeletonOf({ pieces }: Template, values: readonly Value[]): string {
  const fixed = values.flatMap(({ text }, number) => (isSingular(text) ? [number] : []));
  const says = pieces.map((piece) =>
    typeof piece === 'string' ? piece.replace(/\d+/g, '0') : `\0${piece.value}`,
  );
  return `${fixed.join()}${says.join('')}`;
}
