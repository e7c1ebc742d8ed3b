import { describe, expect, it } from 'vitest';
import { matchRule } from '../../src/causes/match-rule.js';
import type { Rule } from '../../src/causes/rule.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { Stated } from '../../src/facts/fact.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';
import { answered, candidates, only, packOf, verdicts } from '../support/matching.js';

describe('clues', () => {
  const clue = (name: string, yes: number, no: number, group?: string) => ({
    fact: `request.header.x-${name}`,
    present: true,
    yes,
    no,
    ...(group && { group }),
  });
  const steps = (clues: Rule['clues'], headers: Record<string, string> = {}) =>
    only({ ...(clues && { clues }) }, undefined, exchangeWith({ headers })).steps;

  it('weigh by what holds and by what fails, in the order of the rule', () => {
    expect(steps([clue('a', 3, 0.5), clue('b', 4, 0.25)], { 'X-B': '1' })).toEqual([
      { clue: 0, held: false, factor: 0.5 },
      { clue: 1, held: true, factor: 4 },
    ]);
  });

  it('of one group count once, by the strongest, the first of equal ones', () => {
    const group = 'same';
    expect(steps([clue('a', 3, 0.5, group), clue('b', 4, 0.1, group)])).toEqual([
      { clue: 1, held: false, factor: 0.1 },
    ]);
    expect(steps([clue('a', 3, 0.1, group), clue('b', 4, 0.5, group)])).toEqual([
      { clue: 0, held: false, factor: 0.1 },
    ]);
    expect(steps([clue('a', 3, 0.25, group), clue('b', 4, 0.5, group)], { 'X-A': '1', 'X-B': '1' })).toEqual([
      { clue: 1, held: true, factor: 4 },
    ]);
    expect(steps([clue('a', 4, 0.5, group), clue('b', 4, 0.5, group)])).toHaveLength(1);
    expect(steps([clue('a', 4, 0.5, group), clue('b', 4, 0.5, group)])[0]?.clue).toBe(0);
  });

  it('stand in the order of the rule though a later one is the strongest of an earlier group', () => {
    const found = steps([clue('a', 3, 0.5, 'same'), clue('b', 3, 0.5), clue('c', 3, 0.1, 'same')]);
    expect(found.map((step) => step.clue)).toEqual([1, 2]);
  });

  it('that cannot be decided are told where they would weigh', () => {
    const open = (yes: number, no: number) =>
      only({ clues: [{ fact: 'egress.onAllowlist', is: true, yes, no }] });
    expect(open(2, 1).undecided).toEqual([{ fact: 'egress.onAllowlist', tests: [['is', true]] }]);
    expect(open(1, 0.5).undecided).toHaveLength(1);
    expect(open(1.9, 0.6).undecided).toEqual([]);
    expect(open(9, 0.1).steps).toEqual([]);
  });
});

describe('a proof', () => {
  const POST = { fact: 'request.method', is: 'POST' };
  const OPEN = { fact: 'egress.onAllowlist', is: true };
  const AMOUNT = { fact: 'request.json.amount', below: 100 };

  it('needs all of its conditions', () => {
    expect(only({ proven: [POST] }).proven).toBe(true);
    expect(only({ proven: [POST, { ...POST, is: 'GET' }] }).proven).toBe(false);
    expect(only({}).proven).toBe(false);
    expect(only({ proven: [POST] }).undecided).toEqual([]);
  });

  it('that cannot be decided is none, and what it waits for is told', () => {
    const { proven, undecided } = only({ proven: [POST, OPEN] });
    expect([proven, undecided]).toEqual([false, [{ fact: 'egress.onAllowlist', tests: [['is', true]] }]]);
  });

  it('from a body needs the bytes that were sent', () => {
    const exchange = exchangeWith({ body: '{"amount":5}', headers: { 'Content-Type': 'application/json' } });
    const { request } = exchange;
    const rebuilt = {
      ...exchange,
      request: { ...request, body: { ...request?.body, exact: false } },
    } as Exchange;
    const proves = (rule: Rule['proven'], of: Exchange, stated: Stated = {}) =>
      only({ ...(rule && { proven: rule }) }, undefined, of, stated).proven;
    expect(proves([AMOUNT, POST], exchange)).toBe(true);
    expect(proves([AMOUNT, POST], rebuilt)).toBe(false);
    expect(proves([POST], rebuilt)).toBe(true);
    const { request: _, ...answer } = exchange;
    const answers = { 'request.json.amount': 5, 'request.method': 'POST' };
    expect(proves([AMOUNT], answer, { answers })).toBe(true);
  });
});

describe('an evident fault', () => {
  const evident = (yes: number): Partial<Rule> => ({
    when: [{ code: 'NO_KEY' }, { status: 401, evident: true }],
    clues: [{ fact: 'request.header.x-key', present: false, yes, no: 0.1 }],
    proven: [{ fact: 'request.header.x-key', present: false }],
  });
  const rules = { missing: evident(5), refused: {} };

  it('needs a clue of five, and is never proven', () => {
    expect(candidates({ missing: evident(5) }, { status: 401 })).toEqual(['missing']);
    expect(candidates({ missing: evident(4.9) }, { status: 401 })).toEqual([]);
    expect(candidates(rules, { status: 401 }, exchangeWith({ headers: { 'X-Key': 'k-1' } }))).toEqual([]);
    expect(only(evident(5), { status: 401 }).proven).toBe(false);
    expect(only(evident(5), { code: 'no_key' }).proven).toBe(true);
  });

  it('needs a clue that holds, not one that fails', () => {
    const rule = { ...evident(5), clues: [{ fact: 'request.header.x-key', present: true, yes: 9, no: 9 }] };
    expect(candidates({ rule }, { status: 401 })).toEqual([]);
  });

  it('stands aside where the answer names a code that the pack knows', () => {
    expect(candidates(rules, { status: 401, code: 'refused' })).toEqual(['refused']);
    expect(candidates(rules, { status: 401, code: 'unheard' })).toEqual(['missing']);
  });
});

describe('a failure under 2xx', () => {
  const told = (yes: number): Partial<Rule> => ({
    when: { status: 401, method: 'POST' },
    clues: [{ fact: 'request.header.x-key', present: false, yes, no: 0.1 }],
    unless: [{ fact: 'request.header.x-ok', present: true, because: 'it is in order' }],
  });
  const failed = { success: false, message: 'Invalid key' };
  const under = (status: number, answer: unknown = failed, rule = told(3), parts = {}) =>
    candidates({ told: rule }, { status }, exchangeWith({ status, answer, ...parts }));

  it('is explained by rules of any status for which a clue of three speaks', () => {
    expect(under(200)).toEqual(['told']);
    expect(under(299)).toEqual(['told']);
    expect(under(200, failed, told(2.9))).toEqual([]);
    expect(under(200, failed, told(3), { method: 'GET' })).toEqual([]);
  });

  it('is one only where the envelope says so', () => {
    expect(under(200, { success: true })).toEqual([]);
    expect(under(200, { message: 'Invalid key' })).toEqual([]);
    expect(under(300)).toEqual([]);
    expect(under(199)).toEqual([]);
    expect(under(403)).toEqual([]);
    expect(candidates({ told: told(3) }, { message: 'x' }, answered(200, failed))).toEqual([]);
  });

  it('rules nothing out: nobody claimed it', () => {
    const exchange = exchangeWith({ status: 200, answer: failed, headers: { 'X-Ok': '1' } });
    expect(verdicts({ told: told(3) }, { status: 200 }, exchange)).toEqual([]);
  });

  it('is not explained by rules that wait for something else than a status', () => {
    expect(under(200, failed, { ...told(3), when: { code: 'OTHER' } })).toEqual([]);
    const pack = packOf({ other: { ...told(3), when: { code: 'OTHER' } } });
    const facts = new Facts(answered(200, failed), undefined, {});
    expect(matchRule(pack, 0, { status: 200 }, facts)).toBeUndefined();
  });

  it('needs no clue for a rule of its own status', () => {
    expect(under(200, failed, { when: { status: 200 } })).toEqual(['told']);
  });
});
