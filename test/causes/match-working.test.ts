import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/causes/rule.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import type { Stated } from '../../src/facts/fact.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';
import { candidates, only } from '../support/matching.js';

const KEY = { 'X-Key': 'k-1' };
const NO_KEY = { fact: 'request.header.x-key', present: false };
const beside = (exchange: Exchange): Stated => ({ good: { facts: new Facts(exchange, undefined, {}) } });
const withKey = beside(exchangeWith({ headers: KEY }));
const without = beside(exchangeWith());

describe('a clue beside a working call', () => {
  const factors = (clue: NonNullable<Rule['clues']>[number], stated: Stated, failing = exchangeWith()) =>
    only({ clues: [clue] }, undefined, failing, stated).steps.map(({ factor }) => factor);

  it('speaks for its cause only where the two differ', () => {
    expect(factors({ ...NO_KEY, yes: 5, no: 0.5 }, withKey)).toEqual([5]);
    expect(factors({ ...NO_KEY, yes: 5, no: 0.5 }, without)).toEqual([1]);
    expect(factors({ ...NO_KEY, present: true, yes: 0.5, no: 5 }, without)).toEqual([1]);
    expect(factors({ ...NO_KEY, present: true, yes: 0.5, no: 5 }, withKey)).toEqual([5]);
  });

  it('still speaks against it', () => {
    expect(factors({ ...NO_KEY, yes: 0.2, no: 5 }, without)).toEqual([0.2]);
  });

  it('of the answer speaks whatever the other answer was', () => {
    const page = { fact: 'response.header.x-page', present: false, yes: 5, no: 0.5 };
    expect(factors(page, without)).toEqual([5]);
    const both = { all: [{ fact: 'response.header.x-page', present: false }, NO_KEY], yes: 5, no: 0.5 };
    expect(factors(both, without)).toEqual([1]);
    expect(factors(both, withKey)).toEqual([5]);
  });

  it('of the value at the field that is refused is one of the request', () => {
    const clue = { fact: 'error.value', present: false, yes: 5, no: 0.5 };
    const { request: _, ...answered } = exchangeWith();
    expect(factors(clue, without)).toEqual([]);
    expect(factors(clue, { answers: { 'error.value': undefined }, ...beside(answered) })).toEqual([5]);
  });

  it('that is not known of the working one speaks', () => {
    const { request: _, ...answered } = exchangeWith();
    expect(factors({ ...NO_KEY, yes: 5, no: 0.5 }, beside(answered))).toEqual([5]);
  });
});

describe('a proof beside a working call', () => {
  const proves = (proven: NonNullable<Rule['proven']>, stated: Stated) =>
    only({ proven }, undefined, exchangeWith(), stated).proven;
  const REFUSED = { fact: 'response.status', is: 401 };

  it('needs a difference in the request', () => {
    expect(proves([NO_KEY], withKey)).toBe(true);
    expect(proves([NO_KEY], without)).toBe(false);
    expect(proves([REFUSED, NO_KEY], withKey)).toBe(true);
    expect(proves([REFUSED, NO_KEY], without)).toBe(false);
    expect(proves([{ all: [REFUSED, NO_KEY] }], without)).toBe(false);
    expect(proves([{ all: [REFUSED, NO_KEY] }], withKey)).toBe(true);
    expect(proves([NO_KEY, { fact: 'request.method', is: 'POST' }], withKey)).toBe(true);
  });

  it('from the answer alone stands', () => {
    expect(proves([REFUSED], without)).toBe(true);
  });
});

describe('a signal beside a working call', () => {
  it('of the request leads nowhere where both give it', () => {
    const rules = { body: { when: { signal: 'content.onGet' } } };
    const onGet = exchangeWith({ method: 'GET', body: 'a', status: 400 });
    expect(candidates(rules, { status: 400 }, onGet)).toEqual(['body']);
    expect(candidates(rules, { status: 400 }, onGet, beside(onGet))).toEqual([]);
    expect(candidates(rules, { status: 400 }, onGet, without)).toEqual(['body']);
  });

  it('of the answer leads on', () => {
    const rules = { page: { when: { signal: 'response.fromGateway' } } };
    const page = exchangeWith({ status: 502, answer: '<html>nginx</html>' });
    expect(candidates(rules, { status: 502 }, page, beside(page))).toEqual(['page']);
  });
});
