import { eye as compiled } from '../assembly.generated.js';
import { instantiate } from '../web-assembly.js';
import { milliseconds } from './line-clock.js';
import { TIME_FORMS } from './time-forms.js';

/** What is said of a line that is not to be counted by its looks; other numbers are those of places. */
export const UNKNOWN = 0;
export const BLANK = -1;
/** A container runtime may have cut the line: its end is to be found before it is looked at. */
export const PERHAPS_PART = -2;
/** The place is known, but the line is to be read all the same, to be sure. */
export const CHECKED = -4;
/** The place is known, but the clock is to be read in JavaScript. */
const UNREAD = -3;

/** A line that was folded, to be learnt from. */
export interface Studied {
  /** Equal for lines that differ in nothing but the words that are folded. */
  readonly shape: number;
  /** How many words are folded, or -1 where they are too many. */
  readonly count: number;
  /** Where they begin and end, alternately, from the beginning of the line. */
  readonly words: Int32Array;
}

/** What src/assembly/eye.ts exports: places in its memory are numbers. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly found: { readonly value: number };
  wordsAt(): number;
  roomFor(size: number): number;
  next(start: number, end: number): number;
  look(start: number, end: number): number;
  study(start: number, end: number, names: number): void;
  planFor(shape: number, size: number): number;
  keyOfStudied(): number;
  rememberPlace(key: number, place: number): void;
}

/** Where the clock stands in a plan. */
const CLOCK = 12;
/** Behind what is looked at, so that the last bytes can be read as one word, too. */
const BEHIND = 64;
/** So much of a long record's beginning, and of its end. */
const HASHED = 4096;

/**
 * Looks at lines without reading them: folds what differs from line to line, and says where a line is counted whose shape
 * and deciding words are known. Memory of its own, a hundred times as fast as reading (src/assembly is what it runs).
 */
export class Eye {
  readonly #code: Exports;
  #bytes: Uint8Array;
  #found: Float64Array;
  #input = 0;

  constructor() {
    this.#code = instantiate(compiled) as Exports;
    this.#bytes = new Uint8Array(0);
    this.#found = new Float64Array(0);
    this.#refresh();
  }

  /** Lays bytes before it, one part behind the other; what is looked at from now on is part of them. */
  lay(...parts: readonly Uint8Array[]): void {
    this.#input = this.#code.roomFor(parts.reduce((sum, { length }) => sum + length, BEHIND));
    this.#refresh();
    let at = this.#input;
    for (const part of parts) {
      this.#bytes.set(part, at);
      at += part.length;
    }
  }

  /**
   * Finds the end of a line and looks at it.
   *
   * @returns the number of its place, or what is to be done with it
   */
  next(start: number, limit: number): number {
    const found = this.#code.next(this.#input + start, this.#input + limit);
    return found === UNREAD ? this.#withClock() : found;
  }

  look(start: number, end: number): number {
    const found = this.#code.look(this.#input + start, this.#input + end);
    return found === UNREAD ? this.#withClock() : found;
  }

  /** Of every byte that was looked at; 53 bits. */
  get hash(): number {
    return this.#found[1] as number;
  }

  /** Of a line whose place is known: epoch milliseconds; undefined where it tells none. */
  get time(): number | undefined {
    return finite(this.#found[2]);
  }

  /** Milliseconds. */
  get duration(): number | undefined {
    return finite(this.#found[3]);
  }

  /** Where the line ends that was found last. */
  get end(): number {
    return (this.#found[4] as number) - this.#input;
  }

  /** The hash of some bytes, or of their beginning and end: pages and pictures between them tell nothing that these do not. */
  hashOf(bytes: Uint8Array): number {
    const { length } = bytes;
    const hash = this.#hashOf(bytes.subarray(0, HASHED));
    if (length <= HASHED) return hash;
    const rest = this.#hashOf(bytes.subarray(Math.max(HASHED, length - HASHED)));
    return (hash + rest) % Number.MAX_SAFE_INTEGER;
  }

  #hashOf(bytes: Uint8Array): number {
    this.lay(bytes);
    this.#code.study(this.#input, this.#input + bytes.length, 0);
    return this.hash;
  }

  /** @param names whether long words of letters alone are folded, too */
  study(start: number, end: number, names: boolean): Studied {
    this.#code.study(this.#input + start, this.#input + end, Number(names));
    const [shape = 0, , , , , count = 0] = this.#found;
    const words = this.#wordsAt(Math.max(count, 0)).map((at) => at - this.#input - start);
    return { shape, count, words };
  }

  /** @param plan as src/assembly/eye.ts lays it out */
  setPlan(shape: number, plan: Int32Array): void {
    const at = this.#code.planFor(shape, plan.byteLength);
    this.#refresh();
    new Int32Array(this.#bytes.buffer, at, plan.length).set(plan);
  }

  /** By what the place of the line is remembered that was studied last, whose shape has a plan. */
  get key(): number {
    return this.#code.keyOfStudied();
  }

  setPlace(key: number, place: number): void {
    this.#code.rememberPlace(key, place);
    this.#refresh();
  }

  /** Reads a clock that is written in a rarer way. */
  #withClock(): number {
    const [place = 0, plan] = this.#found.subarray(6);
    const [form = -1, first = 0, last = 0, from = -1, to = 0] = new Int32Array(
      this.#bytes.buffer,
      (plan as number) + CLOCK,
      5,
    );
    const time =
      form < 0
        ? Number.POSITIVE_INFINITY
        : milliseconds(TIME_FORMS[form]?.parse(this.#text(first, last)) ?? NaN);
    const duration = from < 0 ? Number.POSITIVE_INFINITY : milliseconds(Number(this.#text(from, to)));
    this.#found.set([time, duration], 2);
    return Number.isNaN(time + duration) ? CHECKED : place;
  }

  #text(first: number, last: number): string {
    const words = this.#wordsAt(last + 1);
    const [start, end] = [words[2 * first], words[2 * last + 1]];
    return Buffer.from(this.#bytes.buffer).toString('latin1', start, end);
  }

  #wordsAt(count: number): Int32Array {
    return new Int32Array(this.#bytes.buffer, this.#code.wordsAt(), 2 * count);
  }

  /** Memory that grew is another. */
  #refresh(): void {
    const { memory, found } = this.#code;
    if (this.#bytes.buffer === memory.buffer) return;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#found = new Float64Array(memory.buffer, found.value, 8);
  }
}

/** Infinity stands for what there is not. */
function finite(value: number | undefined): number | undefined {
  return value === Number.POSITIVE_INFINITY ? undefined : value;
}
