import { networkProbes } from '../probe/network.generated.js';
import { learns } from '../probe/network-probe.js';
import { outcomesOf } from './fact-questions.js';
import { openConditions } from './open-conditions.js';
import type { Question } from './question.js';
import { ANSWER_COST, CONSENT_COST } from './repair-cost.js';
import { gainOf, type Standing } from './standing.js';

/** Looks at the network that would decide, each taken with consent alone: worth what the best of the facts that it tells is worth. */
export function probeQuestions(standing: Standing): Question[] {
  const { one, diagnosis, given } = standing;
  const open = [...openConditions(diagnosis)];
  return networkProbes.flatMap((probe): Question[] => {
    const look = probe.about(diagnosis.facts, given);
    const id = look ? `probe ${look.says}` : `probe of the ${probe.needs}`;
    if (!(look || probe.needs) || one.settled.has(id)) return [];
    const [best] = open
      .filter(([fact]) => learns(probe, fact))
      .map(([fact, conditions]) => outcomesOf(fact, conditions, {}, standing))
      .map((outcomes) => ({
        outcomes,
        gain: gainOf(standing, outcomes, look ? CONSENT_COST : CONSENT_COST + ANSWER_COST.machine),
      }))
      .sort((a, b) => b.gain - a.gain);
    if (!best) return [];
    const ask = look
      ? `May errdoctor look itself (${look.says})?`
      : `May errdoctor look up the ${probe.needs} in DNS, once you have told it?`;
    return [{ id, kind: 'probe', ask, look: 'machine', probe: look, ...best }];
  });
}
