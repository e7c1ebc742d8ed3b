import { type Built, type BuildInput, build, type Single } from './build.js';
import { Choice } from './choice.js';
import type { Target } from './decode.js';
import { DIGEST_LENGTH, Digester, publicKeyCheck } from './mac.js';
import { type MaterialData, materialOf } from './material.js';
import type { Frequency, MistakeFamily } from './mistake.js';
import { mistakeFamilies } from './mistakes.generated.js';
import type { Scheme } from './scheme.js';

/** Everything that a search needs, as plain data: another thread can take a share of it. */
export interface SearchInput {
  readonly scheme: Scheme;
  readonly material: MaterialData;
  readonly tokens: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly otherSecrets: readonly string[];
  readonly targets: readonly Target[];
  /** Compare the message with these texts instead of digests with the targets: only mistakes in it are tried. */
  readonly messages?: readonly string[];
}

export interface Share {
  /** How many mistakes at the same time. */
  readonly level: number;
  readonly number: number;
  readonly of: number;
  /** `performance.timeOrigin + performance.now()` after which to stop. */
  readonly deadline: number;
  /** Shared between threads: anything but 0 in it stops the search. */
  readonly stop?: Int32Array | undefined;
}

export interface Match {
  /** Numbers of the mistakes among `singles`. */
  readonly singles: readonly number[];
  readonly target: number;
}

export interface ShareResult {
  readonly matches: readonly Match[];
  readonly tried: number;
  /** False when the time was up, or the user stopped it. */
  readonly finished: boolean;
}

const WEIGHT: Readonly<Record<Frequency, number>> = { high: 4, medium: 2, low: 1 };
const LOOK_AT_CLOCK = 1024;
/** Bytes that may be hashed between two looks at the clock. */
const HASHED_BLINDLY = 8_000_000;

/** The digest alone: its length is given away by the signature, so it may differ from the documented one at no cost. */
export const DOCUMENTED: readonly MistakeFamily[] = mistakeFamilies.filter(({ macs }) => macs);

/** The candidates of one description, exchange and secret, in the order in which they are tried. */
export class Search {
  readonly built: Built;
  /** Most common first. */
  readonly singles: readonly Single[];
  readonly #classes: readonly (readonly number[])[];
  readonly #matches: (choice: Choice) => number;

  /** @param families what may be wrong; to compare the documented form alone, {@link DOCUMENTED} makes far fewer variants */
  constructor(
    readonly input: SearchInput,
    families: readonly MistakeFamily[] = mistakeFamilies,
  ) {
    const { scheme, tokens, secret, otherSecrets, targets } = input;
    const buildInput: BuildInput = {
      scheme,
      material: materialOf(input.material),
      tokens,
      secret,
      otherSecrets,
      families,
      digestLengths: lengthsOf(targets),
    };
    this.built = build(buildInput);
    const { message, singles } = this.built;
    this.singles = singles
      .filter(({ dimension }) => !input.messages || message.dimensions.has(dimension))
      // Those that come by the thousand wait until every other mistake was tried: a large body allows few.
      .sort((a, b) => Number(a.alone) - Number(b.alone) || WEIGHT[b.often] - WEIGHT[a.often]);
    this.#classes = Object.keys(WEIGHT).map((often) =>
      this.singles.flatMap((single, index) => (single.often === often && !single.alone ? index : [])),
    );
    this.#matches = this.#comparison();
  }

  /** How many candidates a level has at most. */
  candidates(level: number): number {
    let combinations = 1;
    const many = this.#classes.flat().length;
    for (let taken = 0; taken < level; taken++) combinations *= (many - taken) / (taken + 1);
    return Math.round(level === 1 ? this.singles.length : combinations);
  }

  /** Tries one share of the candidates with this many mistakes. */
  run({ level, number, of, deadline, stop }: Share, progress?: (tried: number) => void): ShareResult {
    const choice = new Choice(this.built.sizes, level);
    const matches: Match[] = [];
    const chosen: number[] = [];
    let tried = 0;
    let finished = true;
    const now = () => performance.timeOrigin + performance.now();
    const large = this.input.material.body?.length ?? 0;
    const lookAtClock = Math.min(LOOK_AT_CLOCK, Math.ceil(HASHED_BLINDLY / (large + 1)));

    const test = () => {
      const target = this.#matches(choice);
      if (target >= 0) matches.push({ singles: [...chosen], target });
      if (++tried % lookAtClock === 0) {
        progress?.(tried);
        finished = now() < deadline && (!stop || Atomics.load(stop, 0) === 0);
      }
    };
    const take = (classes: readonly (readonly number[])[], depth: number, from: number) => {
      if (depth === classes.length) return test();
      const members = classes[depth] as readonly number[];
      const same = classes[depth + 1] === members;
      for (let index = from; index < members.length && finished; index++) {
        if (depth === 0 && index % of !== number) continue;
        const single = members[index] as number;
        const { dimension, alternative } = this.singles[single] as Single;
        if (choice.of(dimension) !== 0) continue;
        choice.push(dimension, alternative);
        chosen.push(single);
        take(classes, depth + 1, same ? index + 1 : 0);
        chosen.pop();
        choice.pop();
      }
    };

    if (level === 0) {
      if (number === 0) test();
    } else if (level === 1) {
      take([this.singles.map((_, index) => index)], 0, 0);
    } else {
      for (const classes of this.#combinations(level)) take(classes, 0, 0);
    }
    return { matches, tried, finished };
  }

  /** Classes of frequency, as many as there are mistakes, the most common combination first. */
  #combinations(level: number): (readonly (readonly number[])[])[] {
    let found: number[][] = [[]];
    for (let taken = 0; taken < level; taken++) {
      found = found.flatMap((some) =>
        this.#classes.flatMap((_, index) => (index >= (some.at(-1) ?? 0) ? [[...some, index]] : [])),
      );
    }
    const rank = (some: readonly number[]) => some.reduce((sum, index) => sum + index, 0);
    return found
      .sort((a, b) => rank(a) - rank(b))
      .map((some) => some.map((index) => this.#classes[index] as readonly number[]));
  }

  /** The number of the target, or of the message, that a choice reproduces, or -1. */
  #comparison(): (choice: Choice) => number {
    const { message, key, computations, macDimension, sizes } = this.built;
    const { targets, scheme, messages } = this.input;
    if (messages) return (choice) => messages.indexOf(message.value(choice));
    const signatures = targets.map(({ bytes }) => bytes);
    if (computations.length === 0) {
      const documented = key.value(new Choice(sizes, 0));
      const check = publicKeyCheck(scheme.mac, Buffer.from(documented, 'latin1').toString());
      return (choice) => {
        const signed = message.value(choice);
        return signatures.findIndex((signature) => check(signed, signature));
      };
    }
    const digester = new Digester();
    return (choice) => {
      const alternative = macDimension < 0 ? 0 : choice.of(macDimension);
      const { computation } = computations[alternative] as (typeof computations)[number];
      const digest = digester.compute(computation, key.value(choice), message.value(choice));
      for (let index = 0; index < signatures.length; index++) {
        const signature = signatures[index] as string;
        if (digest === signature || (signature.length < digest.length && digest.startsWith(signature)))
          return index;
      }
      return -1;
    };
  }
}

/** Which digests can have made these bytes; undefined where one is of no digest's length, so that it may be cut. */
function lengthsOf(targets: readonly Target[]): ReadonlySet<number> | undefined {
  const lengths = targets.map(({ bytes }) => bytes.length);
  const natural = new Set(Object.values(DIGEST_LENGTH));
  return lengths.every((length) => !natural.has(length)) ? undefined : new Set(lengths);
}
