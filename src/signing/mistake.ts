import type { Atom, Scheme, Step } from './scheme.js';
import type { Material } from './material.js';

/** How many independent reports a mistake has: many, several, few (the failure catalogue's frequencies). */
export type Frequency = 'high' | 'medium' | 'low';

/** A way to get a part of the canonical string, the key or the algorithm wrong. */
export interface Mistake {
  readonly often: Frequency;
  /** What was done, after "Signed": `with the method in lower case`. `{detail}` stands for the variant's own words. */
  readonly done: string;
  /** What to do instead: a whole sentence in the imperative. */
  readonly fix: string;
}

/** What a part becomes by a mistake. */
export interface Variant {
  /** Id of the mistake: `path-query`. */
  readonly id: string;
  /** What sets it apart from other variants of the same mistake: `Python json.dumps`, `a line break at the end`. */
  readonly detail?: string;
  /** A byte string (see scheme.ts). */
  readonly value: string;
  /** Overrides the mistake's own frequency. */
  readonly often?: Frequency;
  /** One of so many that it is tried only by itself: each millisecond around the header's. */
  readonly alone?: true;
}

/** What a family may look at besides the value. */
export interface MistakeContext {
  readonly scheme: Scheme;
  readonly material: Material;
  /** The secrets that the user gave besides the one in use, as byte strings. */
  readonly otherSecrets: readonly string[];
}

export type AtomName = keyof UnionToIntersection<Atom> & string;
type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void
  ? I
  : never;

/** One file under `mistakes/`: mistakes that belong together, their words, and the variants they make. */
export interface MistakeFamily {
  /** Id → words. */
  readonly mistakes: Readonly<Record<string, Mistake>>;
  /**
   * What atoms become by these mistakes: name of the atom → variants of its value. Variants that change nothing, or
   * that repeat another one, are dropped by the engine; the order is the order of preference.
   */
  readonly atoms?: Readonly<
    Partial<Record<AtomName, (value: string, context: MistakeContext, atom: Atom) => Iterable<Variant>>>
  >;
  /** What a chain of steps becomes: variants of the result, given the value before the steps. */
  readonly steps?: (
    before: string,
    steps: readonly Step[],
    context: MistakeContext,
    atom: Atom,
  ) => Iterable<Variant>;
}

export function defineMistakes(family: MistakeFamily): MistakeFamily {
  return family;
}
