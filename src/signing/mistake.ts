import type { Material } from './material.js';
import type { Atom, Digest, Mac, Scheme, Step } from './scheme.js';

/** How many independent reports a mistake has: many, several, few (the failure catalogue's frequencies). */
export type Frequency = 'high' | 'medium' | 'low';

/** A way to get a part of the canonical string, the key, the algorithm or the output wrong. */
export interface Mistake {
  readonly often: Frequency;
  /** What was done, after "Signed": `with the method in {detail}`. `{detail}` stands for the variant's own words. */
  readonly done: string;
  /** What to do instead: a whole sentence in the imperative. */
  readonly fix: string;
}

interface Wrong {
  /** Id of the mistake: `path-query`. */
  readonly id: string;
  /** What sets it apart from other variants of the same mistake: `Python json.dumps`, `a line break at the end`. */
  readonly detail?: string;
  /** Overrides the mistake's own frequency. */
  readonly often?: Frequency;
}

/** What a part becomes by a mistake. */
export interface Variant extends Wrong {
  /** A byte string (see scheme.ts). */
  readonly value: string;
  /** One of so many that it is tried only by itself: each millisecond around the header's. */
  readonly alone?: true;
}

/** Another way to put the parts of a join together. Each kind is independent of the others: two may go wrong at once. */
export type LayoutVariant = Arrangement | Separation | Edging;

/** Other parts, or another order of them. */
export interface Arrangement extends Wrong {
  write(values: readonly string[], separator: string): string;
}

interface Separation extends Wrong {
  readonly separator: string;
}

/** Text that stands before and after the joined parts. */
interface Edging extends Wrong {
  readonly edges: Edges;
}

export type Edges = readonly [before: string, after: string];

/** Another way to compute the digest. */
export interface MacVariant extends Wrong {
  readonly mac: Computation;
}

/** How a digest comes from key and message. */
export interface Computation {
  readonly digest: Digest;
  /** HMAC, HMAC with key and message in each other's place, or a plain hash of what is named, in this order. */
  readonly of: 'hmac' | 'hmac-swapped' | 'key+message' | 'message+key' | 'message';
}

/** A part of a join, for families that look at its kind. */
export interface JoinPart {
  /** `method`, `time`, `body`, …; `text` for a literal. */
  readonly atom: AtomName | 'text';
  /** As it is said to the user. */
  readonly label: string;
  readonly value: string;
}

/** What a family may look at besides the value. */
export interface MistakeContext {
  readonly scheme: Scheme;
  readonly material: Material;
  /** The timestamp as sent, where the scheme has one; else whatever header is named like one. */
  readonly time: string | undefined;
  /** The secrets that the user gave besides the one in use, as byte strings. */
  readonly otherSecrets: readonly string[];
}

/** The member that tells atoms apart: `of` and `key` only stand beside one. */
export type AtomName = Exclude<keyof UnionToIntersection<Atom>, 'of' | 'key'>;
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
  /** Other ways to join parts; `outermost` for the message itself. */
  readonly layouts?: (
    separator: string,
    parts: readonly JoinPart[],
    context: MistakeContext,
    outermost: boolean,
  ) => Iterable<LayoutVariant>;
  /** Other ways to compute the digest. */
  readonly macs?: (mac: Mac) => Iterable<MacVariant>;
}

export function defineMistakes(family: MistakeFamily): MistakeFamily {
  return family;
}
