import type { LoadedPacks } from '../../src/diagnose.js';

const TIMES = 300;

/** Rules that the measure makes overconfident: each is often a candidate and seldom at work. */
export const OVERCONFIDENT = [
  'axys/wrong-program-scope',
  'contro/api-key-expired',
  'partna/wrong-environment-credentials',
] as const;

/**
 * The same rules, with one of them made overconfident on purpose: whatever its clues find speaks for it, three
 * hundred times as loud. Throws when there is no such rule or it has no clues.
 */
export function overconfident({ index, packs }: LoadedPacks, id: string): LoadedPacks {
  const [name = ''] = id.split('/');
  const pack = packs.get(name);
  const rule = [...(pack?.rules ?? [])].find((one) => one.id === id);
  if (!pack || !rule || rule.clues.length === 0)
    throw new RangeError(`There is no rule with clues named "${id}".`);
  const clues = rule.clues.map((clue) => ({ ...clue, yes: clue.yes * TIMES, no: clue.no * TIMES }));
  const rules = [...pack.rules].map((one) => (one === rule ? { ...one, clues } : one));
  return { index, packs: new Map(packs).set(name, { ...pack, rules }) };
}
