import type { Look } from '../causes/pack.js';
import type { Diagnosis } from '../diagnose.js';

/** What it costs, in fixes tried in vain, to be left with none of the causes: somebody has to be asked who knows. */
const NONE_OF_THESE = 3;

/**
 * The expected cost of repair when the listed causes are tried from the first on, each costing 1: what a question has to bring
 * down (Heckerman, Breese and Rommelse, Decision-theoretic troubleshooting, 1995). A cause that only restates the symptom
 * mends nothing.
 */
export function repairCost({ faults: [main] }: Diagnosis): number {
  if (!main) return 1 + NONE_OF_THESE;
  const causes = main.causes.filter(({ candidate }) => !candidate.rule.fallback);
  const known = causes.reduce((sum, { probability }) => sum + probability, 0);
  return (
    causes.reduce((sum, { probability }, index) => sum + probability * (index + 1), 0) +
    (1 - known) * (causes.length + NONE_OF_THESE)
  );
}

/** How likely a cause must be that nobody would ask on, and what it is worth to know one so well, in fixes tried in vain. */
export const SURE = 0.9;
const WORTH_OF_SURENESS = 3;

/**
 * What is still to be spent: the cost of repair, and what it is worth to be sure as long as no cause is. Without that a question
 * which only confirms the leading cause would never be asked: it changes nothing in the order of the fixes.
 */
export function openCost(diagnosis: Diagnosis): number {
  const leader = diagnosis.faults[0]?.causes[0];
  const isSure = leader && !leader.candidate.rule.fallback && leader.probability >= SURE;
  return repairCost(diagnosis) + (isSure ? 0 : WORTH_OF_SURENESS);
}

/** What it costs to answer, on the same scale. */
export const ANSWER_COST: Readonly<Record<Look, number>> = {
  memory: 0.02,
  call: 0.03,
  program: 0.06,
  machine: 0.08,
  records: 0.12,
  dashboard: 0.15,
  person: 0.4,
};
/** A yes to something that errdoctor does itself. */
export const CONSENT_COST = 0.05;
/** A secret has to be fetched and typed. */
export const SECRET_COST = 0.1;
