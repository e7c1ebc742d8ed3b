import type { PackMatch } from '../causes/compiled.js';
import type { Candidate } from '../causes/match-rule.js';
import type { Facts } from '../facts/facts.js';

/** Simultaneous faults, each with the candidates that are its alternatives. */
export type Faults = readonly (readonly Candidate[])[];

/** A rule that a computation leads to, whatever the answer says; undefined where the pack has no such rule. */
export function computedCandidate(
  pack: PackMatch,
  id: string,
  facts: Facts,
  shown: Pick<Candidate, 'proven' | 'limits'>,
): Candidate | undefined {
  let number = 0;
  // A rule is parsed when it is read, so the search ends at the one that is wanted.
  for (const rule of pack.rules) {
    if (rule.id === id)
      return {
        is: 'candidate',
        pack,
        number,
        rule,
        trigger: 'signal',
        broad: false,
        facts,
        steps: [],
        undecided: [],
        ...shown,
      };
    number++;
  }
  return undefined;
}

/** Whether the answer names this cause, by its code or its words. */
export function isTold({ trigger }: Candidate): boolean {
  return trigger === 'code' || trigger === 'message';
}
