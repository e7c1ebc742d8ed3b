import type { Place } from '../exchange/place.js';
import type { FactContext } from '../facts/fact.js';

/** One thing that the failing and the working call do not share. Values are as they may be shown: secrets by form alone. */
export interface Difference {
  /** As it is said to the user: `host`, `header Accept`. */
  readonly what: string;
  /** In the failing call; undefined is absent. */
  readonly bad: string | undefined;
  /** In the working call. */
  readonly good: string | undefined;
  readonly at?: Place | undefined;
  readonly goodAt?: Place | undefined;
  /** The facts that speak of it: names, or what stands before a dot of names. */
  readonly facts: readonly string[];
  /** Under which name an answer would complain about it: a member, parameter or header. */
  readonly name?: string;
  /** How much such a difference tells by itself. */
  readonly weight: number;
  /** Any two calls differ in it: an id, a nonce, a time. */
  readonly everyCall?: true;
}

/** What one of the captures does not hold. */
export interface NotCompared {
  readonly what: string;
  readonly why: string;
}

/** The facts of both calls; `good` as if it had been refused like the other. */
export interface Sides {
  readonly bad: FactContext;
  readonly good: FactContext;
}

const MOST = 200;

/** Collects what the parts of the comparison find. */
export class Findings {
  readonly differences: Difference[] = [];
  readonly notCompared: NotCompared[] = [];

  /** More than anybody reads is left out. */
  add(difference: Difference): void {
    if (this.differences.length < MOST) this.differences.push(difference);
  }

  skip(what: string, why: string): void {
    if (!this.notCompared.some((one) => one.what === what)) this.notCompared.push({ what, why });
  }

  /** Two values that are known where they are not undefined; one that only one capture holds is said. */
  compare(bad: string | undefined, good: string | undefined, about: Omit<Difference, 'bad' | 'good'>): void {
    if (bad === good) return;
    if (bad === undefined || good === undefined) this.skip(about.what, whoLacks(bad === undefined));
    else this.add({ ...about, bad, good });
  }
}

/** Why something could not be compared: which of the two captures is without it. */
export function whoLacks(isBad: boolean): string {
  return `the capture of the ${isBad ? 'failing' : 'working'} call does not hold it`;
}
