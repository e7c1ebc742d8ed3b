import type { Summary } from '../report/diagnosis.js';
import type { Mask } from '../report/mask.js';
import { memberBefore, type Value } from '../triage/line-values.js';
import { filled, skeletonOf, type Template, templateOf } from './answer-template.js';
import { isSingular, otherwise, type Way, waysOf, writtenLike } from './same-length.js';

/** What is counted of a line. */
export type LineCounts = Pick<Summary, 'exchanges' | 'failed' | 'unexplained'>;

/** What a line is answered with. */
export interface FullAnswer {
  /** A character for each byte of UTF-8. */
  readonly text: string;
  readonly counts: LineCounts;
  readonly mask: Pick<Mask, 'find' | 'quotes'>;
}

/** Numbers of values that may be others: words with those that have to stay equal, times with those that have to stay near. */
export type Free = readonly (readonly number[])[];

/** No line is worth more. */
const MOST_READS = 250;
/** Ways that are tried for a line that is like one for which all were. */
const WAYS_TO_CONFIRM = 2;
const CONFIRMED = 5_000;

/** Finds out about one line what its answer has of it: copies of the line are answered in which values are others. */
export class Experiment {
  /** How many copies were answered. */
  reads = 0;
  readonly #ways: readonly Way[];
  /** From where on the answer points at nothing. */
  readonly #last: number;
  /** What was found, by the free values. */
  readonly #templates = new Map<string, Template | undefined>();
  readonly #contexts: readonly string[];

  /**
   * @param line a character for each byte
   * @param read answers a line in full; undefined where it breaks
   * @param confirmed how lines and their answers were for which every way was tried
   */
  constructor(
    readonly line: string,
    readonly values: readonly Value[],
    readonly answer: FullAnswer,
    private readonly read: (line: Uint8Array) => Promise<FullAnswer | undefined>,
    private readonly confirmed: Set<string>,
  ) {
    this.#contexts = values.map((value) => contextOf(line, value));
    this.#ways = waysOf(values, line.length);
    const places = answer.text.matchAll(/"offset":(\d+),"length":(\d+)/g);
    this.#last = Math.max(0, ...[...places].map(([, offset, length]) => Number(offset) + Number(length)));
  }

  /** Whether the answer points at nothing behind the beginning of a number, so that its length may mean nothing. */
  mayHaveAnyLength(number: number): boolean {
    const { start, text, time } = this.values[number] as Value;
    return !time && start >= this.#last && /^\d{1,8}$/.test(text) && this.line[start - 1] !== '.';
  }

  /** As many of these values as can be others, together with those given, without a change of the answer that is no copy. */
  async freeAmong(values: Free, given: Free): Promise<Free> {
    if (values.length === 0 || this.reads > MOST_READS) return [];
    if (await this.proven([...given, ...values])) return values;
    if (values.length === 1) return [];
    const middle = values.length >> 1;
    const left = await this.freeAmong(values.slice(0, middle), given);
    return [...left, ...(await this.freeAmong(values.slice(middle), [...given, ...left]))];
  }

  /** What tells values apart, in lines of any shape. */
  contextOf(number: number): string {
    return this.#contexts[number] as string;
  }

  /** The answer as a template, by one copy in which the free values are others; undefined where there is none. */
  async template(free: Free): Promise<Template | undefined> {
    const key = free.flat().sort().join();
    if (!this.#templates.has(key)) this.#templates.set(key, await this.#template(free));
    return this.#templates.get(key);
  }

  async #template(free: Free): Promise<Template | undefined> {
    const texts = this.#texts(free, otherwise());
    const other = await this.#answered(texts);
    if (!other || !areSame(other.counts, this.answer.counts)) return undefined;
    const varied = free
      .flatMap((group) =>
        (this.#isTime(group) ? group : group.slice(0, 1)).map((number) => ({
          number,
          value: this.values[number] as Value,
          text: texts[number] as string,
        })),
      )
      .filter(({ value, text }) => value.text !== text);
    return templateOf(this.answer.text, other.text, varied);
  }

  /** The same; undefined as well where it does not foretell the answers to copies that are varied in every way. */
  async proven(free: Free): Promise<Template | undefined> {
    const template = await this.template(free);
    return template && (await this.#foretells(template, free)) ? template : undefined;
  }

  async #foretells(template: Template, free: Free): Promise<boolean> {
    // Many shapes differ in no more than the name of a client.
    const likeness = [
      skeletonOf(template, this.values),
      ...free.map(([first = 0]) => this.contextOf(first)),
    ].join('\n');
    const ways = this.confirmed.has(likeness) ? this.#ways.slice(0, WAYS_TO_CONFIRM) : this.#ways;
    for (const way of ways) {
      const texts = this.#texts(free, way);
      const other = await this.#answered(texts);
      const text = filled(template.pieces, texts, this.values);
      if (!other || other.text !== text || !areSame(other.counts, this.answer.counts)) return false;
    }
    if (this.confirmed.size < CONFIRMED) this.confirmed.add(likeness);
    return true;
  }

  #texts(free: Free, way: Way): readonly string[] {
    const texts = this.values.map(({ text }) => text);
    for (const group of free) {
      const values = group.map((number) => this.values[number] as Value);
      const [{ text, start }] = values as [Value];
      if (this.#isTime(group)) {
        const times = way.times(values.map(({ time }) => time?.at ?? 0));
        for (const [index, number] of group.entries()) {
          const { time, text: like } = values[index] as Required<Value>;
          texts[number] = writtenLike(time.form, times[index] as number, like);
        }
      } else {
        const isLate = group.length === 1 && this.mayHaveAnyLength(group[0] as number);
        if (isSingular(text) && !isLate) continue;
        const word = way.word(text, this.line[start - 1] ?? '', isLate);
        for (const number of group) texts[number] = word;
      }
    }
    return texts;
  }

  #isTime([number = 0]: readonly number[]): boolean {
    return this.values[number]?.time !== undefined;
  }

  #answered(texts: readonly string[]): Promise<FullAnswer | undefined> {
    this.reads++;
    let copy = '';
    let from = 0;
    for (const [number, { start, end }] of this.values.entries()) {
      copy += this.line.slice(from, start) + texts[number];
      from = end;
    }
    return this.read(Buffer.from(copy + this.line.slice(from), 'latin1'));
  }
}

function areSame(one: LineCounts, other: LineCounts): boolean {
  return (
    one.exchanges === other.exchanges && one.failed === other.failed && one.unexplained === other.unexplained
  );
}

/** The member that a value belongs to, what stands before it, and its form. */
function contextOf(line: string, { start, text }: Value): string {
  const before = line.slice(Math.max(0, start - 8), start).replace(/\d/g, '0');
  return `${memberBefore(line, start)} ${before} ${/^\d+$/.test(text)} ${text.length < 5}`;
}
