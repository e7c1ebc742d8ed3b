import type { Value } from '../triage/line-values.js';
import type { Free } from './experiment.js';
import { momentOf } from './moments.js';
import { LONGEST_NUMBER, NEAR, SHORT } from './same-length.js';

const ZERO = 0x30;
const ONE = 0x31;

/** Where the words of a line begin and end, alternately, from the beginning of the line. */
type Words = Int32Array;

/** How lines of one shape are told apart: which of their words decide, which only by their length, and which not at all. */
export class LinePlan {
  /** Numbers of the words whose text decides. */
  readonly #deciding: readonly number[];
  /** Numbers of the words whose length alone does: it moves what stands behind them. */
  readonly #measured: readonly number[];
  /** Numbers of values of which each two have to be equal, and each two different. */
  readonly #equal: readonly number[];
  readonly #different: readonly number[];
  /** Numbers of values that are times and have to be near. */
  readonly #near: Free;

  /**
   * @param values of a line of the shape, and where its words are
   * @param anyLength numbers of the values whose length means nothing
   */
  constructor(
    readonly values: readonly Value[],
    private readonly words: Words,
    readonly free: Free,
    readonly anyLength: readonly number[],
  ) {
    const isFree = new Set(free.flat().flatMap((number) => wordsOf(values[number])));
    const isAnyLength = new Set(anyLength.flatMap((number) => wordsOf(values[number])));
    const all = Array.from({ length: words.length / 2 }, (_, word) => word);
    this.#deciding = all.filter((word) => !isFree.has(word));
    this.#measured = all.filter(
      (word) => isFree.has(word) && !isAnyLength.has(word) && this.#length(word) <= SHORT,
    );
    const isTime = ([number = 0]: readonly number[]) => values[number]?.time !== undefined;
    this.#near = free.filter((group) => group.length > 1 && isTime(group));
    const equal = free.filter((group) => !isTime(group));
    this.#equal = equal.flatMap(([first = 0, ...others]) => others.flatMap((other) => [first, other]));
    const firsts = equal.flatMap(([first]) => first ?? []);
    this.#different = firsts.flatMap((one, index) =>
      firsts
        .slice(index + 1)
        .filter((other) => {
          const { length } = (values[one] as Value).text;
          return length >= SHORT && length === (values[other] as Value).text.length;
        })
        .flatMap((other) => [one, other]),
    );
  }

  /** Equal for lines of the shape in which all that decides is equal. */
  keyOf(line: Buffer, words: Words): number {
    let one = 0x811c9dc5 | 0;
    let other = 0x2545f491 | 0;
    for (const word of this.#deciding) {
      const end = words[2 * word + 1] as number;
      for (let at = words[2 * word] as number; at < end; at++)
        one = Math.imul(one ^ (line[at] as number), 0x01000193);
      other = Math.imul(other, 31) + one;
    }
    for (const word of this.#measured) {
      const start = words[2 * word] as number;
      const length = (words[2 * word + 1] as number) - start;
      const first = line[start] as number;
      one = Math.imul(one ^ (length === 1 && (first === ZERO || first === ONE) ? first : length), 0x01000193);
      other = Math.imul(other, 31) + one;
    }
    return (one >>> 0) * 0x200000 + (other & 0x1fffff);
  }

  /** Whether values are equal, different, near and short, as far as this was so where the shape was tried. */
  fits(line: Buffer, words: Words): boolean {
    const [equal, different] = [this.#equal, this.#different];
    for (let at = 0; at < equal.length; at += 2)
      if (!this.#areEqual(line, words, equal[at] as number, equal[at + 1] as number)) return false;
    for (let at = 0; at < different.length; at += 2)
      if (this.#areEqual(line, words, different[at] as number, different[at + 1] as number)) return false;
    for (const one of this.anyLength)
      if (this.#end(words, one) - this.#start(words, one) > LONGEST_NUMBER) return false;
    return this.#near.every((times) => this.#areNear(line, words, times));
  }

  #areNear(line: Buffer, words: Words, numbers: readonly number[]): boolean {
    const times = numbers.map((number) => {
      const { form } = (this.values[number] as Required<Value>).time;
      return momentOf(form, this.text(line, words, number)) ?? Number.NaN;
    });
    // Not so, either, where one of them is no time.
    return Math.max(...times) - Math.min(...times) <= NEAR;
  }

  #areEqual(line: Buffer, words: Words, one: number, other: number): boolean {
    let a = this.#start(words, one);
    let b = this.#start(words, other);
    for (const end = this.#end(words, one); a < end; a++, b++) if (line[a] !== line[b]) return false;
    return true;
  }

  /** The text of a value in another line, a character for each byte. */
  text(line: Buffer, words: Words, number: number): string {
    return line.toString('latin1', this.#start(words, number), this.#end(words, number));
  }

  /** The values of another line; undefined where what should be a time is none. */
  valuesIn(line: Buffer, words: Words): readonly Value[] | undefined {
    const values = this.values.map(({ time, first, after }, number): Value => {
      const text = this.text(line, words, number);
      const start = this.#start(words, number);
      const at = time ? time.form.parse(text) : 0;
      return { text, start, end: start + text.length, first, after, ...(time && { time: { ...time, at } }) };
    });
    return values.some(({ time }) => time && Number.isNaN(time.at)) ? undefined : values;
  }

  #start(words: Words, number: number): number {
    const { first, start } = this.values[number] as Value;
    return (words[2 * first] as number) + start - (this.words[2 * first] as number);
  }

  #end(words: Words, number: number): number {
    const { after, end } = this.values[number] as Value;
    return (words[2 * after - 1] as number) + end - (this.words[2 * after - 1] as number);
  }

  #length(word: number): number {
    return (this.words[2 * word + 1] as number) - (this.words[2 * word] as number);
  }
}

function wordsOf(value: Value | undefined): number[] {
  const { first = 0, after = 0 } = value ?? {};
  return Array.from({ length: after - first }, (_, index) => first + index);
}
