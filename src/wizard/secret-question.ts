import { causesOf } from '../signing/cause-of.js';
import type { Standing } from './standing.js';
import type { Question } from './question.js';
import { repairCost, SECRET_COST } from './repair-cost.js';

/**
 * Recomputing the signature, where one was sent and the secret is what lacks: it proves which mistake was made, or that there is none.
 * Offered by what it saves when it settles everything that the causes about signatures are worth.
 */
export function secretQuestion({ one, diagnosis }: Standing): Question[] {
  const { facts, pack, faults } = diagnosis;
  const [main] = faults;
  if (one.settled.has('secret') || !main || facts.stated.signature?.is !== 'no-secret') return [];
  const about = new Set(Object.values(pack?.settings.signatures ?? {}).flatMap(causesOf));
  const mass = main.causes
    .filter(({ candidate }) => about.has(candidate.rule.id))
    .reduce((sum, { probability }) => sum + probability, 0);
  const saved = mass * Math.max(repairCost(diagnosis), UNTOLD_MISTAKE) - mass;
  return [
    {
      id: 'secret',
      kind: 'secret',
      ask: 'Recompute the signature? That takes the secret; it stays in memory and is shown nowhere.',
      look: 'program',
      outcomes: [],
      gain: saved - SECRET_COST,
    },
  ];
}

/** Knowing that a signature is wrong without the mistake behind it costs about as much as two more tries. */
const UNTOLD_MISTAKE = 2;
