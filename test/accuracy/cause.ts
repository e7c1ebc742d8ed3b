import type { AnyOf, Case } from './exchange.js';
import type { Random } from './random.js';
import type { Words } from './wordings/wordings.js';

/** How to make exchanges in which one cause is at work. */
export interface CauseSource {
  readonly id: string;
  /** What separates it from the causes of the same symptom, in general; a case may know better. */
  readonly tells: AnyOf;
  /** How often it is met, against 1 for the usual cause of a symptom. */
  readonly weight?: number;
  make(random: Random, words: Words): Case;
}

export const ALWAYS: AnyOf = [[]];
export const NEVER: AnyOf = [];
