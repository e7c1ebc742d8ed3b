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
  const rules = [...pack.rules];
  const number = rules.findIndex((rule) => rule.id === id);
  const rule = rules[number];
  return (
    rule && {
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
    }
  );
}

/** Whether the answer names this cause, by its code or its words. */
export function isTold({ trigger }: Candidate): boolean {
  return trigger === 'code' || trigger === 'message';
}
