import type { Facts } from '../facts/facts.js';
import type { LimitCheck } from '../limits/limits.js';

/**
 * The cause of the first documented limit that a request certainly breaks. What is checked before all that has a cause
 * of its own (types, missing fields) comes first; where editions of an API differ, the request passes.
 */
export function brokenLimit({ limits }: Facts): string | undefined {
  const broken = limits.broken.flatMap((cause) => limits.of(cause)?.broken ?? []).filter(isCertain);
  return (broken.find(({ onlyUnnamed }) => onlyUnnamed) ?? broken[0])?.cause;
}

function isCertain({ onlyNamed, doubted, exact }: LimitCheck): boolean {
  return !onlyNamed && !doubted && exact;
}
