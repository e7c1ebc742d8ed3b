import type { Candidate } from '../causes/match-rule.js';
import type { Faults } from './fault.js';

/** Whether a cause is what the API's own description shows. */
export function isFromDescription({ rule, trigger }: Candidate): boolean {
  return trigger === 'signal' && rule.triggers.some(({ signal }) => signal?.startsWith('openapi.'));
}

/**
 * Puts what the description proves among the faults. Differences of several parts are no alternatives: each is a fault of
 * its own. Faults that the answer lists in general words, and that the first of them explains, fold under it.
 *
 * @param found every cause of `isFromDescription`, also those that a list of faults in the answer left aside
 */
export function withDescription(faults: Faults, found: readonly Candidate[]): Faults {
  const [first, ...others] = found.filter(({ proven }) => proven);
  if (!first) return faults;
  const apart = others.map((one) => [one]);
  const ids = new Set(others.map(({ rule }) => rule.id));
  const rest = faults
    .map((fault) => fault.filter(({ rule }) => !ids.has(rule.id)))
    .filter((fault) => fault.length > 0);
  if (rest.some((fault) => fault.some(({ rule }) => rule.id === first.rule.id))) return [...rest, ...apart];
  const explained = rest.filter((fault) => fault.every((one) => isExplained(one, first)));
  const left = rest.filter((fault) => !explained.includes(fault));
  const own = [first, ...explained.flat()];
  return explained.length > 0 ? [own, ...left, ...apart] : [...left, own, ...apart];
}

function isExplained({ rule }: Candidate, by: Candidate): boolean {
  return rule.fallback === true || by.rule.explains.includes(rule.id);
}
