import type { Diagnosis } from '../diagnose.js';
import { isProbed } from '../faults/with-probes.js';

export interface GateFindings {
  readonly ruledOut: readonly { readonly id: string; readonly why: string }[];
  readonly notReached: readonly { readonly what: string; readonly how: string }[];
}

const NOTHING: GateFindings = { ruledOut: [], notReached: [] };

/**
 * A provider that documents the order of its checks says more than it means to: an answer from one check proves
 * that the earlier ones were passed, and that the later ones were not reached. What a probe proved is no answer.
 */
export function gatesPassed({ pack, faults, facts }: Diagnosis): GateFindings {
  const gates = pack?.settings.gates ?? [];
  const place = new Map(gates.map(({ id }, index) => [id, index]));
  const gateway = facts.fact('response.fromGateway');
  const candidates = faults
    .flatMap(({ causes }) => causes.map(({ candidate }) => candidate))
    .filter((one) => one.pack === pack && !one.rule.fallback && !isProbed(one));
  const reached = candidates.flatMap(({ rule }) => place.get(rule.gate ?? '') ?? []);
  if (!pack || reached.length === 0 || facts.exchange.transport || (gateway.is === 'known' && gateway.value))
    return NOTHING;
  const first = Math.min(...reached);
  const last = Math.max(...reached);
  const answered = gates[first]?.name;
  const ruledOut = pack.gated.flatMap(([id, gate]) => {
    const at = place.get(gate);
    return at !== undefined && at < first
      ? [{ id, why: `the answer comes from a later check (${answered}), so ${gates[at]?.name} was passed` }]
      : [];
  });
  const later = gates.slice(last + 1).map(({ name }) => name);
  const notReached =
    later.length > 0
      ? [{ what: `${later.join(', ')}: not reached`, how: 'mend this first and send again' }]
      : [];
  return { ruledOut, notReached };
}
