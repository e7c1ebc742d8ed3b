import { describe, expect, it } from 'vitest';
import { candidateNumbers } from '../../src/causes/candidate-numbers.js';
import type { PackMatch } from '../../src/causes/compiled.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { Fact, Stated } from '../../src/facts/fact.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';
import { loaded } from '../support/packs.js';

const http = loaded.packs.get('http') as PackMatch;

/** Facts that tell which of them were asked for. */
class WatchedFacts extends Facts {
  readonly asked = new Set<string>();

  override fact(name: string): Fact {
    this.asked.add(name);
    return super.fact(name);
  }
}

function asked(exchange: Exchange, stated: Stated = {}): { names: string[]; ids: (string | undefined)[] } {
  const facts = new WatchedFacts(exchange, undefined, stated);
  const symptom = { status: exchange.response?.status, transport: exchange.transport?.kind };
  const ids = candidateNumbers(http, symptom, facts).map((number) => http.rules.at(number)?.id);
  return { names: [...facts.asked], ids };
}

describe('signals', () => {
  it('are computed beside the statuses of their triggers only', () => {
    expect(asked(exchangeWith({ status: 401 })).names).toContain('token.expired');
    expect(asked(exchangeWith({ status: 429 })).names).not.toContain('token.expired');
    expect(asked(exchangeWith({ status: 429 })).names).toContain('rate.oddReset');
  });

  it('are all computed where there is no status', () => {
    const { response: _, ...unanswered } = exchangeWith();
    expect(asked(unanswered).names).toEqual(expect.arrayContaining(['token.expired', 'rate.oddReset']));
  });

  it('of a failed connection or a delivery are computed for one only', () => {
    const answered = exchangeWith({ status: 502 });
    const asksOf = (exchange: Exchange) => asked(exchange).names.map((name) => name.replace(/\.[^.]*$/, ''));
    expect(asksOf(answered)).not.toContain('transport.means');
    expect(asksOf(answered)).not.toContain('delivery.fails');
    const cut = { ...answered, transport: { kind: 'reset' as const, says: 'transfer closed with 3 bytes' } };
    expect(asksOf(cut)).toContain('transport.means');
    expect(asksOf({ ...answered, delivery: true })).toContain('delivery.fails');
  });

  it('may be answered by hand', () => {
    const answers = { 'transport.means.redirect-loop': true };
    expect(asked(exchangeWith({ status: 302 }), { answers }).ids).toContain('http/redirect-loop');
  });
});
