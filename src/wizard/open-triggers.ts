import { signalsOf } from '../causes/candidate-numbers.js';
import type { Leaf } from '../causes/condition.js';
import type { Standing } from './standing.js';

/** What only a person can tell and what would lead to causes that do not stand yet. */
export function openTriggers({ diagnosis, words }: Standing): ReadonlyMap<string, readonly Leaf[]> {
  const { symptom, facts } = diagnosis;
  const names = words
    .flatMap(({ match }) => signalsOf(match, symptom, facts))
    .flatMap((signals) => Object.keys(signals))
    .filter((name) => name.startsWith('told.') && facts.fact(name).is !== 'known');
  return new Map(names.map((name) => [name, []]));
}
