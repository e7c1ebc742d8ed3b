import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../src/causes/run-examples.js';
import { circumstancesOf, isAmong } from '../../src/facts/circumstance.js';
import { Facts, findFact } from '../../src/facts/facts.js';
import { loaded, sources } from '../support/packs.js';

const needy = [...loaded.packs.values()]
  .flatMap(({ bySignal }) => Object.values(bySignal).flatMap((signals) => Object.keys(signals)))
  .flatMap((name) => {
    const needs = findFact(name)?.definition.needs;
    return needs ? [{ name, needs }] : [];
  });

describe('what a fact needs to be true', () => {
  it('is never missing where a signal is true', () => {
    expect(needy.length).toBeGreaterThan(30);
    const wrong = sources.flatMap(({ id, rules }) =>
      rules.flatMap(({ rule }) =>
        [...rule.examples.fires, ...rule.examples.silent].flatMap((example) => {
          const facts = new Facts(exchangeOf(example), loaded.packs.get(id)?.settings, {});
          return needy.filter(({ name, needs }) => {
            const fact = isAmong(circumstancesOf(facts), needs) ? undefined : facts.fact(name);
            return fact?.is === 'known' && fact.value;
          });
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('may be answered by hand', () => {
    const [example] = sources.flatMap(({ rules }) => rules[0]?.rule.examples.fires ?? []);
    if (!example) throw new Error('no pack has an example');
    const facts = new Facts(exchangeOf(example), undefined, { answers: { 'told.key-works': true } });
    expect(isAmong(circumstancesOf(facts), 'history')).toBe(true);
  });
});
