import { describe, expect, it } from 'vitest';
import { candidateNumbers } from '../../src/causes/candidate-numbers.js';
import { matchRule } from '../../src/causes/match-rule.js';
import type { Rule } from '../../src/causes/rule.js';
import type { Symptom } from '../../src/causes/symptom.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';
import { answered, candidates, only, packOf, verdicts } from '../support/matching.js';

describe('a trigger', () => {
  it('by code compares case-blind', () => {
    const rules = { refused: { when: { code: ['GONE', 'Refused'] } } };
    expect(candidates(rules, { code: 'rEFUSED' })).toEqual(['refused']);
    expect(candidates(rules, { code: 'other' })).toEqual([]);
    expect(candidates(rules, {})).toEqual([]);
  });

  it('by message takes any of its templates, beside its statuses only', () => {
    const rules = { locked: { when: { message: ['is gone', 'is locked'], status: [403, '5xx'] } } };
    const said = (message: string, status?: number) => candidates(rules, { message, status }, answered(403));
    expect(said('It is locked.', 403)).toEqual(['locked']);
    expect(said('It is locked.', 502)).toEqual(['locked']);
    expect(said('It is locked.', 404)).toEqual([]);
    expect(said('It is locked.')).toEqual(['locked']);
    expect(said('It locked is.', 403)).toEqual([]);
    expect(
      candidates({ any: { when: { message: 'is locked' } } }, { message: 'is locked', status: 418 }),
    ).toEqual(['any']);
    expect(candidates(rules, { status: 403 })).toEqual([]);
  });

  it('by status takes it or its class', () => {
    const rules = { exact: { when: { status: 401 } }, broad: { when: { status: '4xx' } } };
    expect(candidates(rules, { status: 401 })).toEqual(['exact', 'broad']);
    expect(candidates(rules, { status: 404 })).toEqual(['broad']);
    expect(candidates(rules, { status: 500 })).toEqual([]);
    expect(candidates(rules, { code: 'REFUSED' })).toEqual([]);
  });

  it('by transport takes the kind of failure', () => {
    const rules = { lost: { when: { transport: ['dns', 'reset'] as const } } } as Record<
      string,
      Partial<Rule>
    >;
    expect(candidates(rules, { transport: 'reset' })).toEqual(['lost']);
    expect(candidates(rules, { transport: 'tls' })).toEqual([]);
    expect(candidates(rules, { status: 401 })).toEqual([]);
  });

  it('by signal takes a fact that is known and true, beside its statuses only', () => {
    const rules = { page: { when: { signal: 'response.fromGateway', status: '5xx' } } };
    const gateway = (status: number, answer: unknown) =>
      candidates(rules, { status }, answered(status, answer));
    expect(gateway(502, '<html>nginx</html>')).toEqual(['page']);
    expect(gateway(502, {})).toEqual([]);
    expect(gateway(404, '<html>nginx</html>')).toEqual([]);
    const facts = new Facts(answered(404, '<html>nginx</html>'), undefined, {});
    expect(matchRule(packOf(rules), 0, { status: 404 }, facts)).toBeUndefined();
  });

  it('by signal asks nothing that is not known', () => {
    const rules = { listed: { when: { signal: 'egress.onAllowlist' } } };
    const asked = (answer?: boolean) =>
      candidates(rules, { status: 401 }, answered(401), {
        answers: answer === undefined ? undefined : { 'egress.onAllowlist': answer },
      });
    expect(asked()).toEqual([]);
    expect(asked(false)).toEqual([]);
    expect(asked(true)).toEqual(['listed']);
    expect(matchRule(packOf(rules), 0, {}, new Facts(answered(401), undefined, {}))).toBeUndefined();
  });

  it.each(['code', 'message', 'transport'] as const)('by %s is not met by a symptom without one', (kind) => {
    const triggers = {
      code: { code: 'A' },
      message: { message: 'a' },
      transport: { transport: 'dns' },
    } as const;
    const pack = packOf({ one: { when: triggers[kind] } });
    const facts = new Facts(answered(401), undefined, {});
    expect(matchRule(pack, 0, { status: 401 }, facts)).toBeUndefined();
  });

  it('of several is the first that fits', () => {
    const when = [{ status: 403 }, { code: 'REFUSED' }, { status: 401 }];
    expect(only({ when }, { code: 'REFUSED', status: 401 }).trigger).toBe('code');
    expect(only({ when }, { status: 401 }).trigger).toBe('status');
    expect(candidates({ a: { when }, b: {} }, { code: 'REFUSED', status: 401 })).toEqual(['a', 'b']);
  });

  it('is broad by a class of statuses alone', () => {
    expect(only({ when: { status: '4xx' } }, { status: 401 }).broad).toBe(true);
    expect(only({ when: { status: ['4xx', 401] } }, { status: 401 }).broad).toBe(false);
    expect(only({}).broad).toBe(false);
    expect(
      only({ when: { message: 'is locked', status: '4xx' } }, { message: 'is locked', status: 401 }).broad,
    ).toBe(false);
  });
});

describe('method and path', () => {
  const rules = {
    narrow: { when: { code: 'REFUSED', method: ['put', 'post'], path: ['/refunds', '/charges'] } },
  };
  const on = (method: string, path: string) =>
    candidates(
      rules,
      { code: 'REFUSED' },
      exchangeWith({ method, url: `https://api.acmepay.example${path}` }),
    );

  it('exclude what was sent elsewhere', () => {
    expect(on('POST', '/v1/charges')).toEqual(['narrow']);
    expect(on('PUT', '/v1/refunds')).toEqual(['narrow']);
    expect(on('GET', '/v1/charges')).toEqual([]);
    expect(on('POST', '/v1/customers')).toEqual([]);
  });

  it('exclude nothing where the request was not captured', () => {
    const { request: _, ...answer } = exchangeWith();
    expect(candidates(rules, { code: 'REFUSED' }, answer)).toEqual(['narrow']);
  });
});

describe('an exception', () => {
  const unless = [
    { fact: 'request.method', is: 'GET', because: 'only writes are refused so' },
    { fact: 'request.header.x-key', present: true, because: 'a key was sent' },
    { fact: 'egress.onAllowlist', is: true, because: 'the address is allowed' },
  ];

  it('that holds rules the rule out, and is told by its number', () => {
    const refused = (exchange: Exchange) => verdicts({ only: { unless } }, { code: 'REFUSED' }, exchange)[0];
    expect(refused(exchangeWith({ method: 'GET' }))).toMatchObject({
      is: 'ruled-out',
      number: 0,
      because: 0,
    });
    expect(refused(exchangeWith({ headers: { 'X-Key': 'k-1' } }))).toMatchObject({
      is: 'ruled-out',
      because: 1,
    });
  });

  it('that does not hold, or is not known, leaves the rule', () => {
    expect(only({ unless }).undecided).toEqual([]);
  });
});

describe('the index', () => {
  const numbers = (rules: Record<string, Partial<Rule>>, symptom: Symptom, exchange = answered(401)) =>
    candidateNumbers(packOf(rules), symptom, new Facts(exchange, undefined, {}));

  it('leads to signals that are known and true, of what the exchange has', () => {
    const rules = {
      page: { when: { signal: 'response.fromGateway' } },
      cut: { when: { signal: 'transport.means.answer-cut' } },
      listed: { when: { signal: 'egress.onAllowlist' } },
    };
    const page = answered(502, '<html>nginx</html>');
    const transport = { kind: 'reset', says: 'transfer closed with 3 bytes' } as const;
    expect(numbers(rules, { status: 502 }, page)).toEqual([0]);
    expect(numbers(rules, { status: 502 }, answered(502))).toEqual([]);
    expect(numbers(rules, { status: 502 }, { ...answered(502), transport })).toEqual([1]);
    expect(numbers(rules, {}, { ...answered(502), transport })).toEqual([1]);
    const answers = { 'transport.means.answer-cut': true, 'egress.onAllowlist': true };
    const facts = new Facts(answered(502), undefined, { answers });
    expect(candidateNumbers(packOf(rules), { status: 502 }, facts).sort()).toEqual([1, 2]);
  });

  it('leads to each rule once, and to none that a symptom cannot trigger', () => {
    const rules = {
      code: { when: [{ code: 'REFUSED' }, { status: 401 }] },
      word: { when: { message: 'is locked' } },
      status: { when: { status: 500 } },
      transport: { when: { transport: 'dns' } },
    } as const;
    expect(numbers(rules, { code: 'refused', status: 401 })).toEqual([0]);
    expect(numbers(rules, { message: 'Locked!' }).concat(numbers(rules, { message: 'It is' }))).toEqual([1]);
    expect(numbers(rules, { status: 500 })).toEqual([2]);
    expect(numbers(rules, { status: 200 }, answered(200, { success: false }))).toEqual([0, 2]);
    expect(numbers(rules, { transport: 'dns' })).toEqual([3]);
    expect(numbers(rules, {})).toEqual([]);
  });
});
