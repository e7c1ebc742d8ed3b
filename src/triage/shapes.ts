import type { Eye, Studied } from './eye.js';
import { type Clock, clockIn, isClockOf, valuesOfClock } from './line-clock.js';
import { memberBefore, type Value, valuesOf, variantsOf } from './line-values.js';
import { TIME_FORMS } from './time-forms.js';

/** What reading a line in full says of it. */
export interface Verdict {
  /** Equal for lines that count as the same. */
  readonly key: string;
  /** The part of the key that says what went wrong, and not who called what. */
  readonly why: string;
  readonly time: number | undefined;
  readonly duration: number | undefined;
  /** Number of the place where lines like it are counted; undefined where each has to be read in full. */
  readonly place: number | undefined;
}

/** Lines of one shape: which of their words decide, and where lines with such words are counted. */
interface Plan {
  /** Numbers of the words that decide; undefined where each line is read in full. */
  readonly deciding: readonly number[] | undefined;
  readonly clock: Clock;
  readonly places: Map<number, number>;
  /** What went wrong in the lines for which it was tried what decides. */
  readonly tried: ReadonlySet<string>;
  /** How often what decides was found to be something else. */
  readonly version: number;
  reads: number;
}

/** What was learnt of lines, as another eye can take it over. */
export interface Learnt {
  readonly plans: readonly { readonly shape: number; readonly plan: Int32Array }[];
  readonly places: readonly { readonly key: number; readonly place: number }[];
}

/** More shapes than these are no log of programs. */
const SHAPES_KEPT = 20_000;
/** A shape of which so many lines were read in full, more than can be told without, is not worth it. */
const READS_ALLOWED = 2_000;
/** Of all shapes together: what is remembered has to end somewhere. */
const PLACES_KEPT = 200_000;

/**
 * Tells lines that need not be read from those that must. Of a shape that comes again it finds out by experiment which
 * words matter: it varies words and reads the line again, and words that change nothing of its verdict, however they
 * are varied, are left out of account from then on. Time and duration are found in the same way.
 */
export class Shapes {
  readonly #plans = new Map<number, Plan>();
  /** How often lines of a shape came that nothing was learnt from yet. */
  readonly #seen = new Map<number, number>();
  /** Whether a word behind this context mattered where it was tried: a first guess for other shapes. */
  readonly #mattered = new Map<string, boolean>();
  /** How lines were in which all that was guessed to mean nothing was found to mean nothing. */
  readonly #confirmed = new Set<string>();
  #placeCount = 0;
  #learnt = nothing();

  /**
   * @param eye is told what is learnt
   * @param read reads a line in full, without counting it
   */
  constructor(
    private readonly eye: Eye,
    private readonly read: (line: Uint8Array) => Verdict,
  ) {}

  /** What was learnt since this was asked last. */
  news(): Learnt {
    const learnt = this.#learnt;
    this.#learnt = nothing();
    return learnt;
  }

  /**
   * Learns from a line that was read in full, and lies before the eye.
   *
   * @param line its bytes, from `start` to `end`
   */
  learn(line: Uint8Array, start: number, end: number, verdict: Verdict): void {
    if (verdict.place === undefined) return;
    let studied = this.eye.study(start, end, false);
    if (!this.#seen.has(studied.shape) && !this.#plans.has(studied.shape)) {
      const named = this.eye.study(start, end, true);
      this.#learn(line, named, verdict, verdict.place, PATIENCE_WITH_NAMES);
      studied = this.eye.study(start, end, false);
    }
    this.#learn(line, studied, verdict, verdict.place, PATIENCE);
  }

  /** @param patience how many lines of the shape have to come first: to learn takes as long as to read dozens */
  #learn(line: Uint8Array, studied: Studied, verdict: Verdict, place: number, patience: number): void {
    if (studied.count < 0) return;
    const { shape } = studied;
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
      plan = this.#set(shape, this.#plan(line, studied, verdict));
    } else if (plan.deciding && !plan.tried.has(verdict.why)) {
      // A word that means nothing in a call that went well may say why another failed.
      plan = this.#set(shape, widened(plan, this.#plan(line, studied, verdict)));
    }
    if (!plan.deciding) return;
    const { key } = this.eye;
    const before = plan.places.get(key);
    if (before === place) return;
    // Where there was another, words that were left out of account do decide.
    if (before !== undefined || ++plan.reads > READS_ALLOWED || this.#placeCount >= PLACES_KEPT) {
      this.#set(shape, { ...plan, deciding: undefined, places: new Map() });
      return;
    }
    this.#placeCount++;
    plan.places.set(key, place);
    this.eye.setPlace(key, place);
    this.#learnt.places.push({ key, place });
  }

  #set(shape: number, plan: Plan): Plan {
    const written = writtenPlan(plan);
    this.#plans.set(shape, plan);
    this.eye.setPlan(shape, written);
    this.#learnt.plans.push({ shape, plan: written });
    return plan;
  }

  #plan(line: Uint8Array, studied: Studied, verdict: Verdict): Plan {
    const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('latin1');
    const values = valuesOf(text, studied);
    const read = (variant: string) => this.read(Buffer.from(variant, 'latin1'));
    const clock = clockIn(text, values, verdict, read);
    const ofClock = clock ? valuesOfClock(clock) : [];
    const others = values.filter(
      ({ first }) => !ofClock.some((value) => value.first <= first && first < value.after),
    );
    /** Whether some values cannot be anything without a change of the verdict. */
    const matter = (varied: readonly Value[], ways?: number) => {
      for (const variant of variantsOf(text, values, varied, ways)) {
        const told = read(variant.text);
        if (told.key !== verdict.key || !isClockOf(told, clock ?? {}, verdict, variant)) return true;
      }
      return false;
    };
    const indifferent = clock && this.#indifferent(text, others, ofClock, verdict.why, matter);
    const left = new Set(
      [...ofClock, ...(indifferent ?? [])].flatMap(({ first, after }) => range(first, after)),
    );
    return {
      deciding: indifferent && range(0, studied.count).filter((number) => !left.has(number)),
      clock: clock ?? {},
      places: new Map(),
      tried: new Set([verdict.why]),
      version: 0,
      reads: 0,
    };
  }

  /** Values that may be anything together, and the clock with them; undefined where the clock decides. */
  #indifferent(
    line: string,
    values: readonly Value[],
    ofClock: readonly Value[],
    why: string,
    matter: (varied: readonly Value[], ways?: number) => boolean,
  ): readonly Value[] | undefined {
    const isGuessed = (value: Value) => this.#mattered.get(contextOf(line, value));
    const untried = values.filter((value) => isGuessed(value) === undefined);
    const mattering = new Set(thoseThat((some) => matter(some, WAYS_TO_GUESS), untried));
    for (const value of untried) {
      const context = contextOf(line, value);
      this.#mattered.set(context, mattering.has(value) || this.#mattered.get(context) === true);
    }
    const guessed = values.filter((value) => !isGuessed(value));
    // Many shapes differ in no more than the name of a client.
    const likeness = [why, ...values.map((value) => contextOf(line, value))].join('\n');
    if (!matter([...ofClock, ...guessed], this.#confirmed.has(likeness) ? WAYS_TO_CONFIRM : undefined)) {
      if (this.#confirmed.size < SHAPES_KEPT) this.#confirmed.add(likeness);
      return guessed;
    }
    if (matter(ofClock)) return undefined;
    const alsoMattering = thoseThat(matter, guessed);
    const left = guessed.filter((value) => !alsoMattering.includes(value));
    return matter([...ofClock, ...left]) ? undefined : left;
  }
}

/** Those of some values that matter, found by halving. */
function thoseThat(matter: (varied: readonly Value[]) => boolean, values: readonly Value[]): Value[] {
  if (values.length === 0 || !matter(values)) return [];
  if (values.length === 1) return [...values];
  const middle = values.length >>> 1;
  return [...thoseThat(matter, values.slice(0, middle)), ...thoseThat(matter, values.slice(middle))];
}

/** A plan in which the words decide that decide in either. */
function widened(plan: Plan, other: Plan): Plan {
  const tried = new Set([...plan.tried, ...other.tried]);
  if (!plan.deciding || !other.deciding) return { ...plan, deciding: undefined, places: new Map(), tried };
  const deciding = [...new Set([...plan.deciding, ...other.deciding])].sort((one, two) => one - two);
  if (deciding.length === plan.deciding.length) return { ...plan, tried };
  return { ...plan, deciding, tried, places: new Map(), version: plan.version + 1 };
}

/** As src/assembly/eye.ts reads it. */
function writtenPlan({ deciding, clock: { time, duration }, version }: Plan): Int32Array {
  const timed = time ? [TIME_FORMS.indexOf(time.form), time.value.first, time.value.after - 1] : [-1, 0, 0];
  const lasting = duration ? [duration.first, duration.after - 1] : [-1, 0];
  return Int32Array.of(0, version, deciding?.length ?? -1, ...timed, ...lasting, ...(deciding ?? []));
}

function nothing() {
  return { plans: [] as Learnt['plans'][number][], places: [] as Learnt['places'][number][] };
}

function range(first: number, after: number): number[] {
  return Array.from({ length: after - first }, (_, index) => first + index);
}

/** The member that a value belongs to, what stands right before it, and its form. */
function contextOf(line: string, { start, text }: Value): string {
  const form = /^\d+$/.test(text) ? 'number' : 'word';
  return `${memberBefore(line, start)} ${line.charAt(start - 1)} ${form} ${text.length < 5}`;
}

/** Most shapes that come once come never again; those in which names are folded are needed for few lines. */
const PATIENCE = 1;
const PATIENCE_WITH_NAMES = 8;
/** In so many ways words are varied for a first guess, */
const WAYS_TO_GUESS = 2;
/** and where all were in lines that were alike but for what is not folded. */
const WAYS_TO_CONFIRM = 2;
