import { hashed, joined, type LineScan } from './scan-line.js';
import { type Clock, clockOf, type Reading } from './line-clock.js';
import { type Value, valuesOf, variantsOf } from './line-values.js';

/** What reading a line in full says of it. */
export interface Verdict<Place> {
  /** Equal for lines that count as the same. */
  readonly key: string;
  /** The part of the key that says what went wrong, and not who called what. */
  readonly why: string;
  readonly time: number | undefined;
  readonly duration: number | undefined;
  /** Where lines like it are counted, the same object for the same key; undefined where each has to be read in full. */
  readonly place: Place | undefined;
}

/** Lines of one shape: which of their words decide, and where lines with such words are counted. */
interface Plan<Place> {
  /** Numbers of the words that decide; undefined where each line is read in full. */
  readonly deciding: readonly number[] | undefined;
  readonly clock: Clock;
  readonly places: Map<number, Place>;
  /** What went wrong in the lines for which it was tried what decides. */
  readonly tried: ReadonlySet<string>;
  reads: number;
  /** How many lines were known. */
  hits: number;
}

/** What is known of a line without reading it. */
export interface Known<Place> {
  readonly place: Place;
  readonly clock: Clock;
}

/** More shapes than these are no log of programs. */
const SHAPES_KEPT = 20_000;
/** A shape of which so many lines were read in full, more than can be told without, is not worth it. */
const READS_ALLOWED = 2_000;
/** Of the lines that are known every one of so many is read all the same, and those at powers of two. */
const CHECKED = 1_024;

/**
 * Tells lines that need not be read from those that must. Of a shape that comes again it finds out by experiment which
 * words matter: it varies words and reads the line again, and words that change nothing of its verdict, however they
 * are varied, are left out of account from then on. Time and duration are found in the same way.
 */
export class Shapes<Place> {
  readonly #plans = new Map<number, Plan<Place>>();
  /** How often lines of a shape came that nothing was learnt from yet. */
  readonly #seen = new Map<number, number>();
  /** Whether a word behind this context mattered where it was tried: a first guess for other shapes. */
  readonly #mattered = new Map<string, boolean>();

  /** @param read reads a line in full, without counting it */
  constructor(private readonly read: (line: Uint8Array) => Verdict<Place>) {}

  /** What is known of a line that was scanned; undefined where it must be read. */
  known(view: DataView, scan: LineScan): Known<Place> | undefined {
    const plan = this.#plans.get(scan.shape);
    if (!plan?.deciding) return undefined;
    const place = plan.places.get(keyOf(plan.deciding, view, scan));
    if (place === undefined || isChecked(++plan.hits)) return undefined;
    return { place, clock: plan.clock };
  }

  /** Whether lines of this shape came before, or it is known that each has to be read. */
  isNew({ shape }: LineScan): boolean {
    return !this.#seen.has(shape) && !this.#plans.has(shape);
  }

  /**
   * Learns from a line that was scanned and read in full.
   *
   * @param patience how many lines of the shape have to come first: to learn takes as long as to read dozens
   */
  learn(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    scan: LineScan,
    verdict: Verdict<Place>,
    patience: number,
  ): void {
    if (verdict.place === undefined || scan.count < 0) return;
    const { shape } = scan;
    let plan = this.#plans.get(shape);
    if (!plan) {
      const seen = this.#seen.get(shape) ?? 0;
      if (seen < patience) {
        if (this.#seen.size >= SHAPES_KEPT) this.#seen.clear();
        this.#seen.set(shape, seen + 1);
        return;
      }
      this.#seen.delete(shape);
      if (this.#plans.size >= SHAPES_KEPT) return;
      plan = this.#plan(bytes.subarray(start, end), start, scan, verdict);
      this.#plans.set(shape, plan);
    } else if (plan.deciding && !plan.tried.has(verdict.why)) {
      // A word that means nothing in a call that went well may say why another failed.
      plan = widened(plan, this.#plan(bytes.subarray(start, end), start, scan, verdict));
      this.#plans.set(shape, plan);
    }
    if (!plan.deciding) return;
    const key = keyOf(plan.deciding, view, scan);
    const before = plan.places.get(key);
    // Words that were left out of account do decide.
    const isWrong = before !== undefined && before !== verdict.place;
    if (isWrong || (before === undefined && ++plan.reads > READS_ALLOWED))
      this.#plans.set(shape, { ...plan, deciding: undefined, places: new Map() });
    else plan.places.set(key, verdict.place);
  }

  #plan(line: Uint8Array, start: number, scan: LineScan, verdict: Verdict<Place>): Plan<Place> {
    const read = (text: string) => this.read(Buffer.from(text, 'latin1'));
    const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('latin1');
    const values = valuesOf(text, scan, start);
    const clock = clockOf(text, values, verdict, read);
    const each: Plan<Place> = {
      deciding: undefined,
      clock: clock ?? {},
      places: new Map(),
      tried: new Set([verdict.why]),
      reads: 0,
      hits: 0,
    };
    if (!clock) return each;

    /** Whether some values cannot be anything without a change of the verdict. */
    const matter = (varied: readonly Value[]) =>
      variantsOf(text, values, varied).some((variant) => {
        const { key, time, duration } = read(variant);
        return key !== verdict.key || time !== verdict.time || duration !== verdict.duration;
      });
    const ofClock = new Set([clock.time, clock.duration].flatMap((reading) => wordsOf(reading)));
    const others = values.filter(({ first }) => !ofClock.has(first));
    const guessed = others.filter((value) => {
      const context = contextOf(text, value);
      if (!this.#mattered.has(context)) this.#mattered.set(context, matter([value]));
      return !this.#mattered.get(context);
    });
    let indifferent = guessed;
    if (matter(indifferent)) {
      indifferent = guessed.filter((value) => !matter([value]));
      if (matter(indifferent)) return each;
    }
    const left = new Set([...ofClock, ...indifferent.flatMap(({ first, after }) => range(first, after))]);
    return { ...each, deciding: range(0, scan.count).filter((number) => !left.has(number)) };
  }
}

/** A plan in which the words decide that decide in either. */
function widened<Place>(plan: Plan<Place>, other: Plan<Place>): Plan<Place> {
  const tried = new Set([...plan.tried, ...other.tried]);
  if (!plan.deciding || !other.deciding) return { ...other, deciding: undefined, tried };
  const deciding = [...new Set([...plan.deciding, ...other.deciding])].sort((one, two) => one - two);
  const isSame = deciding.length === plan.deciding.length;
  return { ...plan, deciding, tried, places: isSame ? plan.places : new Map() };
}

function isChecked(hits: number): boolean {
  return (hits & (hits - 1)) === 0 || hits % CHECKED === 0;
}

function wordsOf(reading: Reading | undefined): number[] {
  return reading ? range(reading.first, reading.last + 1) : [];
}

function range(first: number, after: number): number[] {
  return Array.from({ length: after - first }, (_, index) => first + index);
}

/** The member that a value belongs to, what stands right before it, and its form. */
function contextOf(line: string, { start, text }: Value): string {
  const before = line.slice(Math.max(0, start - 300), start);
  const end = before.lastIndexOf('":');
  const name = end < 0 ? '' : before.slice(before.lastIndexOf('"', end - 1), end);
  const form = /^\d+$/.test(text) ? 'number' : 'word';
  return `${name} ${before.slice(-1)} ${form} ${text.length < 5}`;
}

function keyOf(deciding: readonly number[], view: DataView, { words }: LineScan): number {
  let one = 0x811c9dc5 | 0;
  let other = 0x2545f491 | 0;
  for (const number of deciding) {
    const start = words[2 * number] as number;
    const end = words[2 * number + 1] as number;
    one = hashed(view, start, end, one);
    other = Math.imul(other, 31) + one;
  }
  return joined(one, other);
}
