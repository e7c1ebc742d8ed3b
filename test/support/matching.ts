import { expect } from 'vitest';
import { candidateNumbers } from '../../src/causes/candidate-numbers.js';
import type { PackMatch } from '../../src/causes/compiled.js';
import { type Candidate, matchRule } from '../../src/causes/match-rule.js';
import type { Rule } from '../../src/causes/rule.js';
import type { Symptom } from '../../src/causes/symptom.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { Stated } from '../../src/facts/fact.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from './exchange.js';
import { engine } from './made-up-packs.js';

/** The compiled pack of a made-up provider. */
export const packOf = (rules: Record<string, Partial<Rule>>) =>
  engine(rules).packs.get('acmepay') as PackMatch;

/** What becomes of each rule that is looked at. */
export function verdicts(
  rules: Record<string, Partial<Rule>>,
  symptom: Symptom,
  exchange: Exchange = exchangeWith(),
  stated: Stated = {},
) {
  const pack = packOf(rules);
  const facts = new Facts(exchange, undefined, stated);
  return candidateNumbers(pack, symptom, facts).flatMap(
    (number) => matchRule(pack, number, symptom, facts) ?? [],
  );
}

/** Names of the rules that stay candidates. */
export const candidates = (...[rules, ...rest]: Parameters<typeof verdicts>) =>
  verdicts(rules, ...rest).flatMap((one) => (one.is === 'candidate' ? one.rule.id.split('/')[1] : []));

/** The one rule, which is a candidate. */
export function only(rule: Partial<Rule>, ...rest: [Symptom?, Exchange?, Stated?]): Candidate {
  const [symptom = { code: 'REFUSED' }, ...others] = rest;
  const [verdict] = verdicts({ only: rule }, symptom, ...others);
  expect(verdict?.is).toBe('candidate');
  return verdict as Candidate;
}

/** A call with this answer. */
export const answered = (status: number, answer: unknown = {}) => exchangeWith({ status, answer });
