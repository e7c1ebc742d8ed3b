import { type CompiledCondition, factsOf, holds, type Leaf, leavesOf } from '../causes/condition.js';
import type { Diagnosis } from '../diagnose.js';

/** A cause below this is not worth a question. */
const STANDING = 0.01;

/**
 * Facts that are not known and on which what still stands depends, each with the conditions that causes and exceptions set on it.
 * Facts of the symptom and the route have questions of their own.
 */
export function openConditions({ faults }: Diagnosis): ReadonlyMap<string, readonly Leaf[]> {
  const open = new Map<string, Leaf[]>();
  for (const { causes } of faults) {
    const standing = causes.filter(({ probability }) => probability >= STANDING);
    const names = new Set(standing.flatMap(({ candidate }) => undecidedOf(candidate).flatMap(factsOf)));
    for (const { candidate } of standing) {
      const { rule, facts } = candidate;
      const all = [...rule.clues.map((clue) => clue.if), ...rule.unless, ...(rule.proven ?? [])];
      for (const leaf of all.flatMap(leavesOf)) {
        if (!names.has(leaf.fact) || OWN_QUESTION.test(leaf.fact) || facts.fact(leaf.fact).is === 'known')
          continue;
        const found = open.get(leaf.fact);
        if (found) found.push(leaf);
        else open.set(leaf.fact, [leaf]);
      }
    }
  }
  return open;
}

const OWN_QUESTION = /^(?:error\.(?:code|message)|response\.status|request\.(?:path|method)|provider\..*)$/;

function undecidedOf({
  undecided,
  rule,
  facts,
}: Diagnosis['faults'][number]['causes'][number]['candidate']): CompiledCondition[] {
  const exceptions = rule.unless.filter((condition) => holds(condition, facts) === undefined);
  return [...undecided, ...exceptions];
}
