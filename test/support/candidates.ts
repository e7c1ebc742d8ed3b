import type { CompiledRule, PackMatch } from '../../src/causes/compiled.js';
import type { Candidate } from '../../src/causes/match-rule.js';
import { rankCauses } from '../../src/causes/rank-causes.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from './exchange.js';

const packs = new Map<string, PackMatch>();

/** A pack that holds only its id: what ranking reads of one. */
function packOf(id: string): PackMatch {
  const none = { byCode: {}, byStatus: {}, byTransport: {}, bySignal: {}, byWord: {} };
  const settings = { id, name: id, recognise: {}, environments: {}, references: {} };
  const pack = packs.get(id) ?? { ...none, settings, rules: [], gated: [] };
  packs.set(id, pack);
  return pack;
}

interface Parts
  extends Partial<Omit<Candidate, 'rule' | 'pack' | 'steps'>>,
    Partial<Pick<CompiledRule, 'prior' | 'explains' | 'fallback'>> {
  /** Factors of clues, in their order. */
  readonly factors?: readonly number[];
}

/** A rule that a symptom triggered, by its code unless `parts` says otherwise; its pack is the beginning of the id. */
export function candidate(id: string, parts: Parts = {}): Candidate {
  const { prior = 1, explains = [], fallback, factors = [], ...rest } = parts;
  const pack = packOf(id.slice(0, id.indexOf('/')));
  return {
    is: 'candidate',
    number: 0,
    trigger: 'code',
    broad: false,
    facts: new Facts(exchangeWith(), undefined, {}),
    proven: false,
    undecided: [],
    ...rest,
    pack,
    steps: factors.map((factor, clue) => ({ clue, held: true, factor })),
    rule: {
      id,
      prior,
      explains,
      when: [],
      triggers: [],
      clues: [],
      unless: [],
      ...(fallback && { fallback }),
    },
  };
}

/** Ids with probabilities, best first, and what is left for something else. */
export function ranked(...candidates: Candidate[]) {
  const { causes, noneOfThese } = rankCauses(candidates);
  return [
    ...causes.map(({ candidate: { rule }, probability }) => [rule.id.split('/')[1], probability]),
    ['none', noneOfThese],
  ];
}
