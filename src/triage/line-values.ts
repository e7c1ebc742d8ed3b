import type { Studied } from './eye.js';
import { seeded } from './seeded.js';
import { TIME_FORMS, type TimeForm } from './time-forms.js';

/** A stretch of a line that may be another in the next line of its shape: a word with digits, or a time of several. */
export interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Numbers of its words: the first, and one behind the last. */
  readonly first: number;
  readonly after: number;
  readonly time?: { readonly at: number; readonly form: TimeForm };
}

/** The values of a line, in their order. */
export function valuesOf(line: string, { words, count }: Studied): readonly Value[] {
  const startOf = (number: number) => words[2 * number] as number;
  const endOf = (number: number) => words[2 * number + 1] as number;
  const times = timesIn(line);
  const values: Value[] = [];
  for (let first = 0; first < count; ) {
    const time = times.find(({ start, end }) => start <= startOf(first) && startOf(first) < end);
    let after = first + 1;
    while (time && after < count && startOf(after) < time.end) after++;
    if (time && endOf(after - 1) <= time.end) values.push({ ...time, first, after });
    else {
      const [start, end] = [startOf(first), endOf(first)];
      after = first + 1;
      values.push({ text: line.slice(start, end), start, end, first, after });
    }
    first = after;
  }
  return values;
}

function timesIn(line: string): Required<Pick<Value, 'text' | 'start' | 'end' | 'time'>>[] {
  return TIME_FORMS.flatMap((form) =>
    [...line.matchAll(form.looks)].flatMap(({ 0: text, index }) => {
      const at = form.parse(text);
      return Number.isNaN(at) ? [] : [{ text, start: index, end: index + text.length, time: { at, form } }];
    }),
  );
}

/** A copy of a line in which some values are others. */
export interface Variant {
  readonly text: string;
  /** What stands there for each value that was varied. */
  readonly written: ReadonlyMap<Value, string>;
}

/** How a word, and how a time in epoch milliseconds, is another. */
type Way = readonly [word: (word: string, isId: boolean) => string, time: (at: number) => number];

const YEARS = 10 * 365.25 * 86_400_000;
const HOUR = 3_600_000;

/**
 * Copies of a line in which some values are others of the same form: smallest, largest, longest, and any; times
 * hours apart, all the same, long before and long after, because often the difference of two decides. A number of up to
 * eight digits may become shorter or longer, as amounts do; other words keep their length and the case and range of their
 * letters, so that hexadecimal stays so.
 *
 * @param most so many copies at most
 */
export function* variantsOf(
  line: string,
  values: readonly Value[],
  varied: readonly Value[],
  most?: number,
): Generator<Variant> {
  if (varied.length === 0) return;
  const random = seeded(line.length);
  const inOrder = [...varied].sort((one, other) => one.start - other.start);
  const moments = values.flatMap(({ time }) => time?.at ?? []);
  const same = moments[random(moments.length)];
  let apart = 0;
  const further = () => {
    apart += HOUR * (1 + random(20));
    return apart;
  };
  // Of two times each is the later one in one of the ways. Where few are tried, they are apart in one and the same in one.
  const ways: readonly Way[] = [
    [(word, isId) => (isAmount(word) ? (isId ? '1' : '0') : zeros(word)), (at) => at + further()],
    [(word) => word.replace(/\d/g, '9'), (at) => same ?? at],
    [(word) => (isAmount(word) ? '73912846' : another(word, random)), (at) => at - YEARS - further()],
    [(word) => another(word, random), (at) => at + YEARS],
  ];
  for (const [word, time] of ways.slice(0, most)) {
    const written = new Map<Value, string>();
    let copy = '';
    let from = 0;
    for (const value of inOrder) {
      const isId = line[value.start - 1] === '/';
      const other = value.time
        ? value.time.form.write(time(value.time.at), value.text)
        : value.text.replace(/[^.]+/g, (part, at: number) =>
            at === 0 ? word(part, isId) : another(part, random),
          );
      written.set(value, other);
      copy += line.slice(from, value.start) + other;
      from = value.end;
    }
    yield { text: copy + line.slice(from), written };
  }
}

/** The name of the member to which what begins there belongs, with its quote; empty where none stands near. */
export function memberBefore(line: string, at: number): string {
  const before = line.slice(Math.max(0, at - 300), at);
  const end = before.lastIndexOf('":');
  return end < 0 ? '' : before.slice(before.lastIndexOf('"', end - 1), end);
}

function isAmount(word: string): boolean {
  return /^\d{1,8}$/.test(word);
}

/** Letters alone may be a word of a language. */
function zeros(word: string): string {
  if (/\d/.test(word)) return word.replace(/\d/g, '0');
  return 'banana'.repeat(word.length / 6 + 1).slice(0, word.length);
}

function another(word: string, random: (below: number) => number): string {
  const isHexadecimal = /^[\da-f-]+$/i.test(word);
  return word.replace(/[a-z\d]/gi, (character, at: number) => {
    // No number of JSON begins with a zero.
    if (/\d/.test(character)) return String(at === 0 ? 1 + random(9) : random(10));
    const letter = 'abcdefghijklmnopqrstuvwxyz'[random(isHexadecimal ? 6 : 26)] as string;
    return character < 'a' ? letter.toUpperCase() : letter;
  });
}
