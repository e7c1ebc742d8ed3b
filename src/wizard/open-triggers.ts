import { signalsOf } from '../causes/candidate-numbers.js';
import type { Leaf } from '../causes/condition.js';
import { networkProbes } from '../probe/network.generated.js';
import { learns } from '../probe/network-probe.js';
import type { Standing } from './standing.js';

/** Facts that are not known and would lead to causes that do not stand yet; not those for which a probe would have to look on mere suspicion. */
export function openTriggers({ diagnosis, words }: Standing): ReadonlyMap<string, readonly Leaf[]> {
  const { symptom, facts, exchange } = diagnosis;
  const names = words
    .flatMap(({ match }) =>
      exchange.transport ? [match.bySignal.any ?? {}] : signalsOf(match, symptom, facts),
    )
    .flatMap((signals) => Object.keys(signals))
    .filter((name) => facts.fact(name).is === 'not-collected')
    .filter((name) => !networkProbes.some((probe) => learns(probe, name)));
  return new Map(names.map((name) => [name, []]));
}
