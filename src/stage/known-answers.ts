import { Eye, type Studied } from '../triage/eye.js';
import { type Value, valuesOf } from '../triage/line-values.js';
import { filled, skeletonOf, strung, type Template } from './answer-template.js';
import { Experiment, type Free, type FullAnswer, type LineCounts } from './experiment.js';
import type { LineOutput } from './line-output.js';
import { LinePlan } from './line-plan.js';
import { NEAR, SHORT } from './same-length.js';

/** What comes in larger pieces has long lines. */
const LARGEST = 2 ** 20;
/** A line that is longer is rare, and one with more words is answered in full. */
const LONGEST = 16 * 1024;
const MOST_WORDS = 100;
/** So much is kept, counted in lines that came once; an answer is as long as many of them. */
const KEPT = 200_000;
const ANSWER = 50;
/** Answers to copies that may be asked for at first, and how many more for each line. */
const READS = 500;
const READS_A_LINE = 0.25;
/** Lines of a shape that are not known, more than can be told without, before it is given up. */
const MISSES = 200;
/** Of the lines that are known every one of so many is answered in full all the same, and some of the first. */
const CHECKED = 1024;

/** The answer to lines in which all that decides is equal. */
interface Known {
  readonly template: Template;
  readonly answer: FullAnswer;
  /** The pieces of the template that are the same for all. */
  readonly constants: readonly (Uint8Array | undefined)[];
  /** Numbers of the values that it holds. */
  readonly printed: readonly number[];
}

/** Lines of one shape. */
interface Shape {
  readonly plan: LinePlan;
  /** By what decides. */
  readonly answers: Map<number, Known | 'came once' | 'each by itself'>;
  /** What answers say besides numbers, where every way to vary the line was tried. */
  readonly tried: Set<string>;
  /** Whether words may count as deciding that were only guessed to. */
  readonly isGuessed: boolean;
  hits: number;
  misses: number;
}

/** A line that was folded. */
interface Line extends Studied {
  readonly bytes: Buffer;
}

type State = Shape | 'came once' | 'guessed wrong' | 'each by itself';

/**
 * Answers lines that differ from earlier ones in nothing but what is copied or means nothing, without reading them.
 * Which words of a line these are is found by experiment: copies of it with other words are answered in full.
 */
export class KnownAnswers {
  readonly #eye = new Eye();
  #bytes: Buffer = Buffer.alloc(0);
  readonly #shapes = new Map<number, State>();
  /** How often values in such a context decided since they last did not. */
  readonly #decided = new Map<string, number>();
  readonly #confirmed = new Set<string>();
  #kept = 0;
  #reads = READS;

  /** @param read answers a line in full, without counting it; undefined where it breaks */
  constructor(private readonly read: (line: Uint8Array) => Promise<FullAnswer | undefined>) {}

  /** Lays some lines before it, which it is asked about from now on. */
  lay(bytes: Buffer): void {
    this.#bytes = bytes.length <= LARGEST ? bytes : Buffer.alloc(0);
    this.#eye.lay(this.#bytes);
  }

  /**
   * Writes the answer to the line between two places.
   *
   * @returns what it counts as; undefined, and nothing written, where the line has to be read
   */
  tell(start: number, end: number, output: LineOutput): LineCounts | undefined {
    this.#reads += READS_A_LINE;
    const line = this.#studied(start, end);
    const shape = line && this.#shapes.get(line.shape);
    if (typeof shape !== 'object') return undefined;
    const { bytes, words } = line as Line;
    const known = shape.answers.get(shape.plan.keyOf(bytes, words));
    if (typeof known !== 'object' || isChecked(++shape.hits)) return undefined;
    const strings = foretold(known, shape.plan, bytes, words);
    if (!strings) return undefined;
    for (let index = 0; index < strings.length; index++) {
      const constant = known.constants[index];
      if (constant) output.bytes(constant);
      else output.text(strings[index] as string);
    }
    return known.answer.counts;
  }

  /** Learns from a line that was answered in full. */
  async learn(start: number, end: number, answer: FullAnswer): Promise<void> {
    const line = this.#studied(start, end);
    const before = line && this.#shapes.get(line.shape);
    if (!line || before === 'each by itself') return;
    const now =
      before === undefined
        ? 'came once'
        : typeof before === 'object'
          ? await this.#learned(before, line, answer)
          : await this.#begun(line, answer, before === 'came once');
    this.#keep(before === undefined ? 1 : 0);
    this.#shapes.set(line.shape, now);
  }

  async #learned(shape: Shape, line: Line, answer: FullAnswer): Promise<State> {
    const { plan, answers } = shape;
    const { bytes, words } = line;
    const key = plan.keyOf(bytes, words);
    const known = answers.get(key);
    if (typeof known === 'object') {
      // Words that seemed to mean nothing do decide.
      const strings = foretold(known, plan, bytes, words);
      return !strings || strings.join('') === answer.text ? shape : 'each by itself';
    }
    if (++shape.misses > MISSES + shape.hits / 4) return shape.isGuessed ? 'guessed wrong' : 'each by itself';
    if (known === undefined) {
      this.#keep(1);
      answers.set(key, 'came once');
    }
    if (known !== 'came once' || this.#reads <= 0 || !plan.fits(bytes, words)) return shape;
    const values = plan.valuesIn(bytes, words);
    if (!values) {
      answers.set(key, 'each by itself');
      return shape;
    }
    const experiment = new Experiment(bytes.toString('latin1'), values, answer, this.read, this.#confirmed);
    const template = await experiment.template(plan.free);
    const isTried = template && shape.tried.has(skeletonOf(template, values));
    const proven = isTried ? template : await experiment.proven(plan.free);
    this.#reads -= experiment.reads;
    if (!proven) return this.#begun(line, answer, false);
    const isLate = plan.anyLength.every((number) => experiment.mayHaveAnyLength(number));
    shape.tried.add(skeletonOf(proven, values));
    answers.set(key, isLate ? knownBy(proven, answer) : 'each by itself');
    this.#keep(ANSWER);
    return shape;
  }

  /** @param isGuessed whether what decided in other shapes is taken to decide in this one, too */
  async #begun(line: Line, answer: FullAnswer, isGuessed: boolean): Promise<State> {
    if (this.#reads <= 0) return isGuessed ? 'came once' : 'guessed wrong';
    const { bytes, words } = line;
    const text = bytes.toString('latin1');
    const values = valuesOf(text, line);
    const experiment = new Experiment(text, values, answer, this.read, this.#confirmed);
    const decided = ([number = 0]: readonly number[]) => this.#decided.get(experiment.contextOf(number)) ?? 0;
    const all = grouped(values, answer.mask.find(text));
    // That times decide in some lines says little of others.
    const tried = all.filter(
      (group) => !isGuessed || decided(group) < (values[group[0] as number]?.time ? 2 : 1),
    );
    const free = await experiment.freeAmong(tried, []);
    for (const group of tried)
      this.#decided.set(experiment.contextOf(group[0] ?? 0), free.includes(group) ? 0 : decided(group) + 1);
    const template = await experiment.template(free);
    this.#reads -= experiment.reads;
    if (!template) return 'each by itself';
    const anyLength = free.flatMap(([number, ...others]) =>
      number !== undefined && others.length === 0 && experiment.mayHaveAnyLength(number) ? [number] : [],
    );
    const plan = new LinePlan(values, words, free, anyLength);
    this.#keep(ANSWER);
    return {
      plan,
      answers: new Map([[plan.keyOf(bytes, words), knownBy(template, answer)]]),
      tried: new Set([skeletonOf(template, values)]),
      isGuessed,
      hits: 0,
      misses: 0,
    };
  }

  #studied(start: number, end: number): Line | undefined {
    if (end - start > LONGEST || end > this.#bytes.length) return undefined;
    const studied = this.#eye.study(start, end, false);
    if (studied.count < 0 || studied.count > MOST_WORDS) return undefined;
    const { shape, count, words } = studied;
    return { shape, count, words, bytes: this.#bytes.subarray(start, end) };
  }

  #keep(weight: number): void {
    this.#kept += weight;
    if (this.#kept <= KEPT) return;
    this.#shapes.clear();
    this.#kept = 0;
  }
}

function knownBy(template: Template, answer: FullAnswer): Known {
  const printed = template.pieces.flatMap((piece) =>
    typeof piece === 'string'
      ? []
      : 'seconds' in piece && piece.seconds !== undefined
        ? [piece.value, piece.seconds]
        : [piece.value],
  );
  const constants = template.pieces.map((piece) =>
    typeof piece === 'string' ? Buffer.from(piece, 'latin1') : undefined,
  );
  return { template, answer, constants, printed: [...new Set(printed)] };
}

/** The answer to a line, piece by piece; undefined where it may be another. */
function foretold(
  { template, answer, printed }: Known,
  plan: LinePlan,
  bytes: Buffer,
  words: Int32Array,
): string[] | undefined {
  if (!plan.fits(bytes, words)) return undefined;
  const texts: string[] = [];
  for (const number of printed) texts[number] = plan.text(bytes, words, number);
  const shown = filled(template.checked, texts, plan.values);
  if (shown === undefined || answer.mask.quotes(shown)) return undefined;
  if (MAY_BE_SECRET.test(shown) && answer.mask.find(shown).length > 0) return undefined;
  return strung(template.pieces, texts, plan.values);
}

/** A word that is a card number by its digits, or a credential by its beginning: nothing else tells that it is one. */
const MAY_BE_SECRET = /\d(?:[ -]?\d){11}|A[KS]IA|AIza|eyJ|(?<![A-Za-z0-9])(?:sk|xox.|xapp|glpat)-/;

/** The values outside of what is hidden: those together that are equal and too long to be so by chance, and near times. */
function grouped(values: readonly Value[], hidden: readonly { start: number; end: number }[]): Free {
  const groups: number[][] = [];
  for (const [number, { text, time, start, end }] of values.entries()) {
    if (hidden.some((span) => span.start < end && start < span.end)) continue;
    const group = groups.find(([first = 0]) => {
      const like = values[first] as Value;
      if (time) return like.time && Math.abs(like.time.at - time.at) <= NEAR;
      return text.length >= SHORT && like.text === text;
    });
    if (group) group.push(number);
    else groups.push([number]);
  }
  return groups;
}

function isChecked(hits: number): boolean {
  return hits === 4 || hits === 32 || hits === 256 || hits % CHECKED === 0;
}
