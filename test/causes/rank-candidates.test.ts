import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/causes/match-rule.js';
import { isExplained, rankCauses } from '../../src/causes/rank-causes.js';
import { candidate, ranked } from '../support/candidates.js';

const order = (...candidates: Candidate[]) =>
  rankCauses(candidates).causes.map((one) => one.candidate.rule.id);
const certainties = (...candidates: Candidate[]) => rankCauses(candidates).causes.map((one) => one.certainty);
const foldedBy = (...candidates: Candidate[]) => rankCauses(candidates).causes.map((one) => one.folded);

describe('something else', () => {
  it('is all that is left where nothing was triggered', () => {
    expect(rankCauses([])).toEqual({ causes: [], noneOfThese: 1 });
  });

  it('keeps the smallest share among the triggers', () => {
    const byMessage = candidate('acme/a', { prior: 0.5, trigger: 'message' });
    expect(ranked(byMessage)).toEqual([
      ['a', 0.95],
      ['none', 0.05],
    ]);
    expect(ranked(byMessage, candidate('acme/b', { prior: 0.5 }))).toEqual([
      ['a', 0.495],
      ['b', 0.495],
      ['none', 0.01],
    ]);
  });

  it('keeps a quarter beside a status of http, not beside a code or a signal of it', () => {
    expect(ranked(candidate('http/a', { trigger: 'status' }))[1]).toEqual(['none', 0.25]);
    expect(ranked(candidate('http/a', { trigger: 'signal' }))[1]).toEqual(['none', 0.05]);
    expect(ranked(candidate('acme/a', { trigger: 'status' }))[1]).toEqual(['none', 0.05]);
  });

  it('keeps little beside a proof, however little the prior of what is proven', () => {
    expect(ranked(candidate('acme/a', { proven: true, prior: 0.1, factors: [20] }))).toEqual([
      ['a', 0.995],
      ['none', 0.005],
    ]);
  });

  it('is never nothing, and causes without a thousandth are not shown', () => {
    expect(ranked(candidate('acme/a', { factors: [1e6] }), candidate('acme/b', { factors: [0.01] }))).toEqual(
      [
        ['a', 0.999],
        ['none', 0.001],
      ],
    );
  });
});

describe('the order', () => {
  it('is by weight, and by id where the weights are the same', () => {
    expect(
      order(
        candidate('acme/c', { prior: 0.2 }),
        candidate('acme/b', { prior: 0.2 }),
        candidate('acme/a', { prior: 0.2 }),
        candidate('acme/d', { prior: 0.3 }),
      ),
    ).toEqual(['acme/d', 'acme/a', 'acme/b', 'acme/c']);
  });

  it('multiplies the factors of all clues', () => {
    const [first] = ranked(candidate('acme/a', { prior: 0.5, factors: [4, 0.5] }), candidate('acme/b'));
    expect(first).toEqual(['a', 0.496]);
  });
});

describe('proof', () => {
  it('leaves out what is not proven, and says which is', () => {
    const proven = candidate('acme/a', { proven: true, prior: 0.01 });
    expect(order(proven, candidate('acme/b'))).toEqual(['acme/a']);
    expect(certainties(proven)).toEqual(['proven']);
  });

  it('weighs several proven causes against each other', () => {
    const proven = (id: string, prior: number) => candidate(id, { proven: true, prior });
    expect(ranked(proven('acme/a', 0.6), proven('acme/b', 0.2))).toEqual([
      ['a', 0.746],
      ['b', 0.248],
      ['none', 0.006],
    ]);
  });

  it('stands though all evidence speaks against it, beside the words of a status', () => {
    const proven = candidate('acme/a', { proven: true, factors: [0.001] });
    const other = candidate('acme/b', { factors: [0.001] });
    expect(order(proven, other, candidate('acme/status', { trigger: 'status', fallback: true }))).toEqual([
      'acme/a',
    ]);
  });

  it('of a generic rule is not folded under what a provider says', () => {
    const generic = candidate('http/a', { proven: true });
    expect(order(generic, candidate('acme/b', { proven: true }))).toEqual(['acme/b', 'http/a']);
  });
});

describe('rules that restate a status', () => {
  const status = (id: string, broad = false) => candidate(id, { trigger: 'status', fallback: true, broad });

  it('leave the list, and fold under the first cause', () => {
    const own = candidate('acme/a', { factors: [3] });
    expect(foldedBy(own, candidate('acme/b'), status('acme/status'), status('http/status'))).toEqual([
      ['acme/status', 'http/status'],
      [],
    ]);
  });

  it('stay where something else outweighs the causes three to one, those of the provider only', () => {
    // Beside a code 1/99 of the priors is kept: 0.75 is reached where the weight is a third of that.
    const unlikely = (factor: number) => [
      candidate('acme/a', { factors: [factor] }),
      status('acme/status'),
      status('http/status'),
    ];
    expect(order(...unlikely(1 / 99 / 2.9))).toEqual(['acme/a']);
    expect(order(...unlikely(1 / 99 / 3.1))).toEqual(['acme/status', 'acme/a']);
  });

  it('are possible, and never an explanation', () => {
    const ranking = rankCauses([status('acme/status')]);
    expect(ranking.causes.map(({ certainty }) => certainty)).toEqual(['possible']);
    expect(isExplained(ranking)).toBe(false);
    expect(isExplained({ causes: [], noneOfThese: 1 })).toBe(false);
    expect(isExplained(rankCauses([candidate('acme/a')]))).toBe(true);
  });

  it('of a class of statuses yield to the one of the status itself, in the same pack', () => {
    expect(order(status('acme/4xx', true), status('acme/418'))).toEqual(['acme/418']);
    expect(foldedBy(status('acme/4xx', true), status('acme/418'))).toEqual([[]]);
    expect(order(status('acme/4xx', true), status('http/418'))).toEqual(['acme/4xx']);
    expect(order(status('http/4xx', true))).toEqual(['http/4xx']);
    const broadCause = candidate('acme/a', { trigger: 'status', broad: true });
    expect(order(broadCause, status('acme/418'))).toEqual(['acme/a']);
    expect(foldedBy(status('acme/4xx', true), candidate('acme/a', { trigger: 'status' }))).toEqual([
      ['acme/4xx'],
    ]);
  });
});

describe('the leader', () => {
  it('is the special case of equal weight, and not one that weighs less', () => {
    const general = candidate('acme/general', { prior: 0.5 });
    const special = (prior: number) =>
      candidate('acme/special', { prior, factors: [2], explains: ['acme/general'] });
    expect(order(general, special(0.25))).toEqual(['acme/special']);
    expect(order(general, special(0.24))).toEqual(['acme/general', 'acme/special']);
  });

  it("is the provider's own of half the weight of the generic one", () => {
    const generic = candidate('http/general', { trigger: 'signal' });
    const own = (prior: number) =>
      candidate('acme/own', { prior, trigger: 'signal', explains: ['http/general'] });
    expect(order(generic, own(0.5))).toEqual(['acme/own']);
    expect(order(generic, own(0.49))).toEqual(['http/general', 'acme/own']);
  });

  it("is the provider's own by code or message, whatever the two weigh", () => {
    const generic = candidate('http/general', { trigger: 'status' });
    const own = (trigger: Candidate['trigger']) => candidate('acme/own', { prior: 0.01, trigger });
    expect(order(generic, own('code'))).toEqual(['acme/own']);
    expect(order(generic, own('message'))).toEqual(['acme/own']);
    expect(order(generic, own('status'))).toEqual(['http/general', 'acme/own']);
    expect(order(candidate('acme/first', { trigger: 'status' }), own('code'))).toEqual([
      'acme/first',
      'acme/own',
    ]);
    expect(order(candidate('http/first', { trigger: 'code' }), own('signal'))).toEqual([
      'http/first',
      'acme/own',
    ]);
  });
});

describe('folding', () => {
  it('leaves rules of the same pack and of other providers in the list', () => {
    expect(order(candidate('acme/a'), candidate('acme/b', { prior: 0.5 }))).toHaveLength(2);
    expect(order(candidate('acme/a'), candidate('other/b', { prior: 0.5 }))).toHaveLength(2);
    expect(order(candidate('http/a'), candidate('http/b', { prior: 0.5 }))).toHaveLength(2);
  });

  it("takes the generic rules under a provider's leader where either goes by the words of the answer", () => {
    const led = (own: Candidate['trigger'], generic: Candidate['trigger']) =>
      foldedBy(
        candidate('acme/own', { trigger: own }),
        candidate('http/generic', { trigger: generic, prior: 0.2 }),
      );
    expect(led('code', 'status')).toEqual([['http/generic']]);
    expect(led('signal', 'message')).toEqual([['http/generic']]);
    expect(led('signal', 'status')).toEqual([[], []]);
  });

  it('takes each symptom once, and only under the leader', () => {
    const special = candidate('acme/special', { factors: [20], explains: ['acme/general'] });
    const general = candidate('acme/general', { prior: 0.5 });
    const beside = candidate('acme/beside', { factors: [5], trigger: 'status' });
    expect(foldedBy(general, special, beside, general)).toEqual([['acme/general'], []]);
  });

  it('leaves the weight of a general rule of the same trigger with something else', () => {
    const special = (trigger: Candidate['trigger']) =>
      candidate('acme/special', { factors: [3], trigger, explains: ['acme/general', 'http/general'] });
    const general = candidate('acme/general', { trigger: 'message' });
    expect(ranked(special('message'), general)).toEqual([
      ['special', 0.74],
      ['none', 0.26],
    ]);
    expect(ranked(special('signal'), general)[0]).toEqual(['special', 0.982]);
    expect(ranked(special('message'), candidate('http/general', { trigger: 'message' }))[0]).toEqual([
      'special',
      0.982,
    ]);
  });
});
