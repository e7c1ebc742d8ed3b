import type { Value } from '../triage/line-values.js';
import { seeded } from '../triage/seeded.js';
import type { TimeForm } from '../triage/time-forms.js';

const YEARS = 10 * 365.25 * 86_400_000;
const HOUR = 3_600_000;

/** Times of a line that are no farther apart tell of one moment, and count as near in other lines as well. */
export const NEAR = 60_000;
/** Words of fewer characters are equal now and then by chance. */
export const SHORT = 8;
/** Numbers of any length have no more digits. */
export const LONGEST_NUMBER = 5;

/** Puts other values in the place of those of a line: of the same form and length, but for numbers of any length. */
export interface Way {
  readonly word: (text: string, before: string, anyLength: boolean) => string;
  /** Of times that are near. */
  readonly times: (times: readonly number[]) => readonly number[];
}

/** Every character of a word is another, and every time is moved by a stretch of its own. */
export function otherwise(): Way {
  const turns = new Map<string, number>();
  let moved = 100 * HOUR;
  return {
    word: (text) => {
      const turn = turns.get(text) ?? 0;
      turns.set(text, turn + 1);
      // Equal words become different ones, as long as there are any.
      return text.replace(/[a-z\d]/gi, (character, at: number) => turned(character, text, 1 + turn + at, at));
    },
    times: (times) => {
      moved += HOUR + 61_000;
      return times.map((time, index) => time + moved + 7_000 * index);
    },
  };
}

/** Nought and one are read otherwise than other numbers: they are no others, and no others become them. */
export function isSingular(text: string): boolean {
  return text === '0' || text === '1';
}

function turned(character: string, word: string, by: number, at: number): string {
  const digits = word.length === 1 ? PLURAL : DIGITS;
  const letters = /\d/.test(character) ? digits : isHexadecimal(word) ? HEXADECIMAL : LETTERS;
  const place = letters.indexOf(character.toLowerCase());
  const other = letters[(place + 1 + (by % (letters.length - 1))) % letters.length] as string;
  // No number of JSON begins with a zero.
  if (other === '0' && at === 0 && word.length > 1) return character === '5' ? '6' : '5';
  return character >= 'A' && character <= 'Z' ? other.toUpperCase() : other;
}

const PLURAL = '23456789';
const DIGITS = '0123456789';
const HEXADECIMAL = 'abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The ways in which values that mean nothing can be other ones, most telling first: any, the next ones, smallest,
 * largest, equal words where they are short, and times that are hours, nothing or years apart, those that are near
 * still so.
 */
export function waysOf(values: readonly Value[], seed: number): readonly Way[] {
  const random = seeded(seed);
  const [moment = 0] = values.flatMap(({ time }) => time?.at ?? []);
  const from = (
    [first = 0]: readonly number[],
    by: number,
    apart: (index: number) => number,
    count: number,
  ) => Array.from({ length: count }, (_, index) => first + by + apart(index));
  return [
    {
      word: (text, _, anyLength) => (anyLength ? '73912' : any(text, random)),
      times: (times) => from(times, -HOUR * (1 + random(20)), () => random(NEAR), times.length),
    },
    { word: (text) => next(text, 1 + random(3)), times: (times) => times.map(() => moment) },
    {
      word: smallest,
      times: (times) => from(times, -YEARS, (index) => (index % 2) * NEAR, times.length),
    },
    {
      word: (text) => text.replace(/\d/g, '9').toUpperCase(),
      times: (times) => from(times, YEARS, (index) => ((index + 1) % 2) * NEAR, times.length),
    },
    {
      word: (text) => (text.length < SHORT ? any(text, seeded(seed)) : any(text, random)),
      times: (times) => from(times, HOUR * (1 + random(20)), () => random(NEAR), times.length),
    },
  ];
}

function smallest(text: string, before: string, anyLength: boolean): string {
  if (!/^\d+$/.test(text)) return text.replace(/\d/g, '0').toLowerCase();
  if (anyLength) return '0';
  if (text.length === 1) return '2';
  return before === '.' ? text.replace(/\d/g, '0') : `1${'0'.repeat(text.length - 1)}`;
}

function any(text: string, random: (below: number) => number): string {
  const isMixed = /[a-z]/i.test(text);
  const letters = isHexadecimal(text) ? HEXADECIMAL : LETTERS;
  const drawn = text.replace(/[a-z\d]/gi, (character, at: number) => {
    if (text.length === 1) return PLURAL[random(PLURAL.length)] as string;
    if (!isMixed) return String(at === 0 && text.length > 1 ? 1 + random(9) : random(10));
    const from = text.length < SHORT ? (/\d/.test(character) ? DIGITS : letters) : DIGITS + letters;
    const other = from[random(from.length)] as string;
    return character >= 'A' && character <= 'Z' ? other.toUpperCase() : other;
  });
  // It stays a word with digits and letters.
  return isMixed && !(/\d/.test(drawn) && /[a-z]/i.test(drawn)) ? text : drawn;
}

/** What differs little, and by more from another word that is equal: it may be a status or a code as well. */
function next(text: string, by: number): string {
  const at = text.search(/\d\D*$/);
  return text.slice(0, at) + turned(text[at] as string, text, by, at) + text.slice(at + 1);
}

function isHexadecimal(word: string): boolean {
  return /^[\da-f-]+$/i.test(word);
}

/** Another moment as a time is written, to the last character of its form; what is finer than a millisecond stays. */
export function writtenLike(form: TimeForm, time: number, like: string): string {
  if (like[4] !== '-') {
    const written = form.write(time, like);
    return (written + like.slice(written.length)).slice(0, like.length);
  }
  const [zone = '', sign, hours, minutes] = /(?:Z|([+-])(\d\d):?(\d\d))$/.exec(like) ?? [];
  const ahead = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
  const written = form.write(time + ahead, zone ? `${like.slice(0, 11)}Z` : like);
  const fraction = like.slice(19, like.length - zone.length);
  return written.slice(0, 19) + (written.slice(19, 23) + fraction.slice(4)).slice(0, fraction.length) + zone;
}
