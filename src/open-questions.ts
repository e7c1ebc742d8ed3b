import { factsOf } from './causes/condition.js';
import type { Diagnosis } from './diagnose.js';
import type { HowToLearn } from './facts/fact.js';

/** Causes that are looked at, and the probability from which a missing fact could still matter. */
const LEADING = 4;
const WORTH_ASKING = 0.05;

/** A fact that would move the leading causes, by the name by which a rule reads it. */
export interface OpenQuestion {
  readonly fact: string;
  /** How it is learnt, or which check of ours broke. */
  readonly is:
    | ({ readonly is: 'not-collected' } & HowToLearn)
    | { readonly is: 'failed'; readonly error: string };
}

/** What would decide between the causes that lead each fault, or prove the one that does, but is not known. */
export function openQuestions({ faults }: Diagnosis): OpenQuestion[] {
  const open = new Map<string, OpenQuestion>();
  for (const { causes } of faults) {
    if (causes.length < 2 && causes[0]?.certainty === 'proven') continue;
    for (const { candidate, probability } of causes.slice(0, LEADING)) {
      if (probability < WORTH_ASKING) continue;
      for (const name of candidate.undecided.flatMap(factsOf)) {
        const fact = candidate.facts.fact(name);
        if (fact.is !== 'known') open.set(name, { fact: name, is: fact });
      }
    }
  }
  return [...open.values()];
}
