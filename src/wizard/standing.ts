import type { PackMatch, PackPages, RulePage } from '../causes/compiled.js';
import type { Diagnosis } from '../diagnose.js';
import type { ProbeGiven } from '../probe/network-probe.js';
import type { Case } from './case.js';
import type { Question } from './question.js';
import { openCost } from './repair-cost.js';

/** What would be found if a case were another one. */
export type Suppose = (then: Case) => Diagnosis;

/** What the wizard reads of a pack. */
export interface PackWords {
  readonly match: PackMatch;
  /** What it asks people, by name. */
  readonly questions: NonNullable<PackPages['questions']>;
  /** In the order of its rules. */
  readonly pages: readonly RulePage[];
}

/** What questions are made from. */
export interface Standing {
  readonly one: Case;
  readonly diagnosis: Diagnosis;
  readonly suppose: Suppose;
  /** Of the packs that speak of the exchange, the provider's first. */
  readonly words: readonly PackWords[];
  readonly given: ProbeGiven;
}

/** What a question saves: what is still to be spent now, less what it is expected to be after the answer and what the answer costs. */
export function gainOf({ diagnosis }: Standing, outcomes: Question['outcomes'], cost: number): number {
  const after = outcomes.reduce((sum, { likely, diagnosis: then }) => sum + likely * openCost(then), 0);
  return openCost(diagnosis) - after - cost;
}
