import { type RankedCause, type Ranking, UNSUPPORTED_SPECIAL } from '../causes/rank-causes.js';
import type { Diagnosis } from '../diagnose.js';

/**
 * A diagnosis as one sees it who goes on asking. A report names the general rule as long as nothing speaks for one of its
 * special cases; but all that it says is to look for one of them. So they count whole, and what is left to the general
 * rule, for which no clue of its own speaks, to none of them.
 */
export function suspects(diagnosis: Diagnosis): Diagnosis {
  return { ...diagnosis, faults: diagnosis.faults.map((fault) => ({ ...fault, ...suspected(fault) })) };
}

function suspected(ranking: Ranking): Ranking {
  const { causes, noneOfThese } = ranking;
  const special = causes.filter(({ isUnsupported }) => isUnsupported);
  if (special.length === 0) return ranking;
  const isGeneral = ({ candidate: { rule, steps } }: RankedCause) =>
    steps.every(({ factor }) => factor <= 1) &&
    special.some(({ candidate }) => candidate.rule.explains.includes(rule.id));
  const weighed = causes
    .filter((cause) => !isGeneral(cause))
    .map((cause) => ({
      ...cause,
      probability: cause.isUnsupported ? cause.probability / UNSUPPORTED_SPECIAL : cause.probability,
    }));
  const rest = causes.filter(isGeneral).reduce((sum, { probability }) => sum + probability, noneOfThese);
  const total = weighed.reduce((sum, { probability }) => sum + probability, rest);
  return {
    causes: weighed
      .map((cause) => ({ ...cause, probability: cause.probability / total }))
      .sort((a, b) => b.probability - a.probability),
    noneOfThese: rest / total,
  };
}
