import { beforeAll, describe, expect, it } from 'vitest';
import { compilePacks } from '../../src/causes/compile-packs.js';
import { lintLimits } from '../../src/causes/lint-limits.js';
import type { Rule } from '../../src/causes/rule.js';
import { type DiagnoseOptions, diagnose } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Facts } from '../../src/facts/facts.js';
import { Arithmetic } from '../../src/limits/arithmetic.js';
import { loadArithmetic } from '../../src/limits/compare.js';
import type { Limits } from '../../src/limits/limits.js';
import { exchangeWith } from '../support/exchange.js';
import { inMemory } from '../support/in-memory.js';

beforeAll(loadArithmetic);

const rule = (when: Rule['when']): Rule => ({
  title: 'A cause of the made-up provider',
  when,
  prior: 1,
  cause: 'Something has to change here.',
  fix: [{ say: 'Change it.' }],
  retry: { when: 'after-fix', why: 'refused' },
  references: ['https://acmepay.example/docs'],
  examples: { fires: [], silent: [] },
});

const limits: Limits = {
  causes: { '*': 'acmepay/invalid' },
  endpoints: [
    {
      method: 'POST',
      path: '/v1/charges',
      body: {
        required: ['amount'],
        properties: {
          amount: {
            type: 'integer',
            minimum: 100,
            cause: { minimum: 'acmepay/too-low', type: 'acmepay/no-number' },
          },
          currency: { enum: ['USD'], cause: 'acmepay/currency' },
          edition: { type: 'string', cause: 'acmepay/edition', onlyNamed: true },
          name: { maxLength: 3 },
        },
      },
      query: { properties: { limit: { type: 'integer', maximum: 100 } } },
      headers: { 'idempotency-key': { maxLength: 5, cause: 'acmepay/key' } },
      compare: [
        {
          left: 'body.fee',
          is: '<=',
          right: 'body.amount * 0.3',
          cause: 'acmepay/fee',
          says: '{left} over {right} by {gap}',
        },
      ],
    },
  ],
};

const rules: Record<string, Rule['when']> = {
  'too-low': [{ code: 'TOO_LOW' }, { message: 'amount is wrong' }],
  'no-number': { message: 'amount is wrong' },
  currency: { code: 'CURRENCY' },
  edition: { code: 'EDITION' },
  fee: { code: 'FEE' },
  key: { code: 'KEY' },
  invalid: [{ code: 'INVALID' }, { status: [400, 422], evident: true }],
};
const source = {
  id: 'acmepay',
  settings: {
    id: 'acmepay',
    name: 'Acmepay',
    recognise: {},
    environments: { live: { hosts: ['api.acmepay.example'] } },
    references: {},
    limits,
  },
  rules: Object.entries(rules).map(([name, when]) => ({ id: `acmepay/${name}`, rule: rule(when) })),
};
const loaded = inMemory(
  compilePacks([
    source,
    {
      id: 'http',
      settings: { ...source.settings, id: 'http', limits: { endpoints: [] }, environments: {} },
      rules: [],
    },
  ]),
);

function causes(
  exchange: Exchange,
  options: DiagnoseOptions = {},
  recognised?: Parameters<typeof diagnose>[3],
) {
  const { faults } = diagnose(exchange, loaded, options, recognised);
  return faults.map(({ causes: [first] }) => `${first?.candidate.rule.id} ${first?.certainty}`);
}

function call(body: unknown, error: unknown, status = 400, more: Parameters<typeof exchangeWith>[0] = {}) {
  return exchangeWith({ body: JSON.stringify(body), status, answer: { error }, ...more });
}

const named = (code: string) => ({ code, message: 'no' });

describe('a broken limit', () => {
  it('proves the cause that the answer names', () => {
    expect(causes(call({ amount: 50 }, named('TOO_LOW')))).toEqual(['acmepay/too-low proven']);
    expect(causes(call({ amount: 500, fee: 200 }, named('FEE')))).toEqual(['acmepay/fee proven']);
  });

  it('is a fault of its own beside the one that the answer names', () => {
    expect(causes(call({ amount: 50, currency: 'EUR' }, named('CURRENCY')))).toEqual([
      'acmepay/currency proven',
      'acmepay/too-low proven',
    ]);
    expect(causes(call({ amount: 50 }, named('KEY_UNKNOWN'), 401))).toContain('acmepay/too-low proven');
    const headers = { 'Idempotency-Key': 'longer than five' };
    expect(causes(call({ amount: 50 }, named('TOO_LOW'), 400, { headers }))).toEqual([
      'acmepay/too-low proven',
      'acmepay/key proven',
    ]);
  });

  it('decides what an answer without words is about', () => {
    expect(causes(call({ amount: 500, name: 'long name' }, {}))).toEqual(['acmepay/invalid proven']);
    const url = 'https://api.acmepay.example/v1/charges?limit=1000';
    expect(causes(call({ amount: 500 }, {}, 422, { url }))).toEqual(['acmepay/invalid proven']);
  });

  it('counts of a delivery, or of a provider that is only guessed, where the answer names it alone', () => {
    const delivery = { ...call({ amount: 50, currency: 'EUR' }, named('CURRENCY')), delivery: true as const };
    expect(causes(delivery)).toEqual(['acmepay/currency stated']);
    const wrong = call({ amount: 50, currency: 'EUR' }, named('CURRENCY'));
    const guessed = { as: { pack: 'acmepay', by: ['message'], guessed: true } };
    expect(causes(wrong, {}, guessed)).toEqual(['acmepay/currency proven']);
  });

  it('is not told of names that servers make objects of, nor of what lies too deep', () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const form = exchangeWith({
      body: 'items[0][price]=5',
      headers,
      status: 400,
      answer: { error: named('KEY_UNKNOWN') },
    });
    expect(causes(form)).toEqual([]);
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const body = `{"amount":500,"fee":200,"metadata":${deep}}`;
    expect(causes(exchangeWith({ body, status: 400, answer: { error: named('FEE') } }))).toEqual([
      'acmepay/fee proven',
    ]);
  });

  it('of missing fields is told only where the server got as far as the fields', () => {
    expect(causes(call({}, named('CURRENCY')))).toEqual([
      'acmepay/currency stated',
      'acmepay/invalid proven',
    ]);
    expect(causes(call({}, named('CURRENCY'), 401))).toEqual(['acmepay/currency stated']);
  });

  it('says nothing where the server broke, was busy, or did as it was told', () => {
    expect(causes(call({ amount: 50 }, named('FEE'), 500))).toEqual(['acmepay/fee stated']);
    expect(causes(call({ amount: 50 }, named('FEE'), 429))).toEqual(['acmepay/fee stated']);
    expect(diagnose(call({ amount: 50 }, undefined, 200, { answer: {} }), loaded).faults).toEqual([]);
  });

  it('counts only with the words of the answer where editions differ', () => {
    expect(causes(call({ amount: 500, edition: 7 }, named('EDITION')))).toEqual(['acmepay/edition proven']);
    expect(causes(call({ amount: 500, edition: 7 }, named('CURRENCY')))).toEqual(['acmepay/currency stated']);
    expect(causes(call({ amount: 500, currency: 'usd' }, named('FEE')))).toEqual(['acmepay/fee stated']);
    expect(causes(call({ amount: 500, currency: 'usd' }, named('CURRENCY')))).toEqual([
      'acmepay/currency proven',
    ]);
  });

  it('proves nothing on a body that was rebuilt', () => {
    const exchange = call({ amount: 50 }, named('TOO_LOW'));
    const request = {
      ...exchange.request,
      body: { is: 'parsed', value: { amount: 50 } },
    } as Exchange['request'];
    expect(causes({ ...exchange, request })).toEqual(['acmepay/too-low stated']);
    expect(causes({ ...call({}, named('FEE')), request })).toEqual(['acmepay/fee stated']);
  });

  it('is none where the working request broke it as well', () => {
    const good = new Facts(call({ amount: 60 }, undefined, 200, { answer: {} }), source.settings, {});
    expect(causes(call({ amount: 50 }, named('FEE')), { good: { facts: good } })).toEqual([
      'acmepay/fee stated',
    ]);
  });
});

describe('a limit that is kept', () => {
  it('rules out a cause that shares its words with another', () => {
    const { faults, ruledOut } = diagnose(call({ amount: '2500' }, { message: 'amount is wrong' }), loaded);
    expect(faults[0]?.causes[0]?.candidate.rule.id).toBe('acmepay/no-number');
    expect(faults[0]?.causes[0]?.certainty).toBe('proven');
    const other = diagnose(call({ amount: 50 }, { message: 'amount is wrong' }), loaded);
    expect(other.faults[0]?.causes[0]?.candidate.rule.id).toBe('acmepay/too-low');
    expect(other.ruledOut).toMatchObject([{ because: 'amount is an integer' }]);
    expect(ruledOut).toEqual([]);
  });

  it('leaves room for something else where the answer names the cause alone', () => {
    const [fault] = diagnose(call({ amount: 500, fee: 100 }, named('FEE')), loaded).faults;
    expect(fault?.causes[0]?.certainty).not.toBe('proven');
    expect(fault?.noneOfThese).toBeGreaterThan(0.1);
  });
});

describe('the linter', () => {
  it('finds causes, formats, kinds of files and expressions that do not exist', async () => {
    const arithmetic = await Arithmetic.load();
    const faulty: Limits = {
      causes: { '*': 'acmepay/nothing' },
      endpoints: [
        {
          path: '/x',
          body: {
            properties: { a: { format: 'none', cause: 'acmepay/none', items: { fileKinds: ['EXE'] } } },
          },
          compare: [{ left: 'body.', is: '==', right: '1', cause: 'acmepay/fee', says: '' }],
        },
      ],
    };
    const says = lintLimits({ ...source, settings: { ...source.settings, limits: faulty } }, arithmetic).map(
      (one) => one.says,
    );
    expect(says).toEqual([
      'limits.causes: the pack has no rule acmepay/nothing',
      'limits.endpoints.0.body.properties.a.cause: the pack has no rule acmepay/none',
      'limits.endpoints.0.body.properties.a.format: there is no format none',
      'limits.endpoints.0.body.properties.a.items.fileKinds: there is no kind of file EXE',
      expect.stringMatching(/^limits\.endpoints\.0\.compare\.0\.left: /),
    ]);
    expect(lintLimits(source, arithmetic)).toEqual([]);
  });
});
