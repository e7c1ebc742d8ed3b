import { describe, expect, it } from 'vitest';
import { diagnose, type DiagnoseOptions } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { header, Headers } from '../../src/exchange/headers.js';
import { at } from '../../src/exchange/place.js';
import { engine } from '../support/made-up-packs.js';

const exchange = (status: number, body: unknown, headers: Record<string, string> = {}): Exchange => ({
  request: {
    method: 'POST',
    url: 'https://api.acmepay.example/v1/charges',
    headers: new Headers(
      Object.entries(headers).map(([name, value]) => header(name, value)),
      'all',
    ),
    body: { is: 'not-captured' },
  },
  response: {
    status,
    headers: new Headers([], 'all'),
    body: { is: 'bytes', wire: Buffer.from(JSON.stringify(body)), exact: true },
  },
  hops: [],
  recorder: { name: 'a test' },
  at: at(0, 0),
});

const refused = { error: { code: 'REFUSED' } };
const KEY = { fact: 'request.header.x-key', present: false };

function probabilities(loaded: ReturnType<typeof engine>, of: Exchange, options?: DiagnoseOptions) {
  const [fault] = diagnose(of, loaded, options).faults;
  return {
    ...Object.fromEntries(
      fault?.causes.map(({ candidate, probability }) => [candidate.rule.id.split('/')[1], probability]) ?? [],
    ),
    none: fault?.noneOfThese,
  };
}

describe('ranking', () => {
  it('keeps a hundredth for something else beside a code', () => {
    expect(probabilities(engine({ only: {} }), exchange(401, refused))).toEqual({ only: 0.99, none: 0.01 });
  });

  it('keeps more beside a status that no documentation explains than beside one that a provider explains', () => {
    const failed = exchange(418, {});
    const byStatus = { when: { status: 418 } };
    expect(probabilities(engine({ only: byStatus }), failed)).toEqual({ only: 0.95, none: 0.05 });
    expect(probabilities(engine({}, { only: byStatus }), failed)).toEqual({ only: 0.75, none: 0.25 });
  });

  it('weighs a special case for which nothing speaks a twentieth beside the general rule', () => {
    const general = { prior: 0.6 };
    const special = { prior: 0.4, explains: ['acmepay/general'], clues: [{ ...KEY, yes: 20, no: 1 }] };
    const found = probabilities(engine({ general, special }), exchange(401, refused, { 'X-Key': 'k-1' }));
    expect(found).toMatchObject({ general: expect.closeTo(0.952, 2), special: expect.closeTo(0.032, 2) });
  });

  it("lets a generic rule yield to the provider's own that the words of the answer triggered", () => {
    const generic = { when: { status: 401 }, clues: [{ ...KEY, yes: 50, no: 1 }] };
    const [fault] = diagnose(exchange(401, refused), engine({ own: { prior: 0.1 } }, { generic })).faults;
    expect(fault?.causes.map(({ candidate }) => candidate.rule.id)).toEqual(['acmepay/own']);
  });

  it('weighs clues, and what is unknown counts for nothing', () => {
    const loaded = engine({
      missing: { prior: 0.5, clues: [{ ...KEY, yes: 9, no: 0.1 }] },
      wrong: { prior: 0.5, clues: [{ fact: 'egress.onAllowlist', is: false, yes: 50, no: 0.1 }] },
    });
    const found = probabilities(loaded, exchange(401, refused)) as Record<string, number>;
    expect(found.missing).toBeCloseTo(4.5 / (4.5 + 0.5 + 0.0101), 2);
    expect(
      probabilities(loaded, exchange(401, refused), { answers: { 'egress.onAllowlist': false } }),
    ).toMatchObject({ wrong: expect.closeTo(0.846, 2) });
  });

  it('lets "none of these" grow when all evidence speaks against every rule', () => {
    const against = { clues: [{ ...KEY, yes: 9, no: 0.01 }] };
    const found = probabilities(engine({ missing: against }), exchange(401, refused, { 'X-Key': 'k-1' }));
    expect(found.none).toBeGreaterThan(0.4);
  });

  it('counts evidence that says the same thing once', () => {
    const twice = {
      prior: 0.5,
      clues: [
        { ...KEY, yes: 9, no: 0.1 },
        { fact: 'request.header.x-key', is: 'absent', yes: 5, no: 0.5 },
      ],
    };
    const once = { prior: 0.5, clues: [{ ...KEY, yes: 9, no: 0.1 }] };
    const other = { prior: 0.5 };
    expect(probabilities(engine({ one: twice, two: other }), exchange(401, refused))).toEqual(
      probabilities(engine({ one: once, two: other }), exchange(401, refused)),
    );
  });

  it('keeps only proven causes when one is proven', () => {
    const loaded = engine({ missing: { prior: 0.1, proven: [KEY] }, other: { prior: 0.9 } });
    const [fault] = diagnose(exchange(401, refused), loaded).faults;
    expect(fault?.causes.map(({ candidate, certainty }) => [candidate.rule.id, certainty])).toEqual([
      ['acmepay/missing', 'proven'],
    ]);
    expect(fault?.noneOfThese).toBe(0.005);
  });

  it('folds what the leader explains, and every fallback', () => {
    const loaded = engine(
      {
        general: { prior: 0.6 },
        special: { prior: 0.4, clues: [{ ...KEY, yes: 20, no: 0.1 }], explains: ['acmepay/general'] },
      },
      { unauthorized: { when: { status: 401 }, fallback: true } },
    );
    const [fault] = diagnose(exchange(401, refused), loaded).faults;
    expect(fault?.causes).toHaveLength(1);
    expect(fault?.causes[0]).toMatchObject({
      folded: ['acmepay/general', 'http/unauthorized'],
      certainty: 'likely',
    });
  });

  it('calls the general statement of a code stated while nothing separates its special cases', () => {
    const loaded = engine({
      general: { prior: 0.6 },
      special: { prior: 0.4, explains: ['acmepay/general'] },
    });
    const [fault] = diagnose(exchange(401, refused), loaded).faults;
    expect(fault?.causes.map(({ candidate, certainty }) => [candidate.rule.id, certainty])).toEqual([
      ['acmepay/general', 'stated'],
      ['acmepay/special', 'possible'],
    ]);
  });

  it('prefers the fallback of the provider to the generic one', () => {
    const loaded = engine(
      { 'http-500': { when: { status: 500 }, fallback: true } },
      { 'server-error': { when: { status: '5xx' }, fallback: true } },
    );
    const [fault] = diagnose(exchange(500, {}), loaded).faults;
    expect(fault?.causes.map(({ candidate, folded }) => [candidate.rule.id, folded])).toEqual([
      ['acmepay/http-500', ['http/server-error']],
    ]);
  });

  it('takes several field errors for several faults, each with its own "none of these"', () => {
    const loaded = engine({
      email: { when: { message: 'email is invalid' } },
      phone: { when: { message: 'phone is invalid' } },
    });
    const { faults } = diagnose(
      exchange(422, {
        message: 'validation failed',
        errors: [
          { field: 'email', message: 'email is invalid' },
          { field: 'phone', message: 'phone is invalid' },
        ],
      }),
      loaded,
    );
    expect(faults.map(({ causes, noneOfThese }) => [causes[0]?.candidate.rule.id, noneOfThese])).toEqual([
      ['acmepay/email', 0.05],
      ['acmepay/phone', 0.05],
    ]);
  });

  it('sums to one in every fault, and the same input gives the same result', () => {
    const loaded = engine({ a: { prior: 0.31 }, b: { prior: 0.33 }, c: { prior: 0.36 } });
    const [fault] = diagnose(exchange(401, refused), loaded).faults;
    const sum = (fault?.causes ?? []).reduce(
      (total, { probability }) => total + probability,
      fault?.noneOfThese ?? 0,
    );
    expect(sum).toBeCloseTo(1, 9);
    expect(probabilities(loaded, exchange(401, refused))).toEqual(
      probabilities(loaded, exchange(401, refused)),
    );
  });
});

describe('a fault that is seen in the request', () => {
  const loaded = engine({
    'key-missing': {
      when: [{ code: 'NO_KEY' }, { status: 401, evident: true }],
      clues: [{ ...KEY, yes: 20, no: 0.1 }],
    },
    'key-unknown': {
      when: [{ code: 'BAD_KEY' }, { status: 401, evident: true }],
      clues: [{ ...KEY, yes: 0.1, no: 2 }],
    },
    'status-401': { when: { status: 401 }, fallback: true },
  });

  it('is a cause where the answer names no code that is known, but never proven', () => {
    for (const body of [{}, { error: { code: 'SOMETHING_NEW' } }]) {
      const { faults } = diagnose(exchange(401, body), loaded);
      expect(faults.map(({ causes }) => causes.map(({ candidate }) => candidate.rule.id))).toEqual([
        ['acmepay/key-missing'],
      ]);
      expect(faults[0]?.causes[0]?.certainty).toBe('likely');
    }
  });

  it('stands aside where the answer names another, and where nothing shows it', () => {
    const leader = (body: unknown, headers = {}) =>
      diagnose(exchange(401, body, headers), loaded).faults[0]?.causes[0]?.candidate.rule.id;
    expect(leader({ error: { code: 'BAD_KEY' } })).toBe('acmepay/key-unknown');
    expect(leader({}, { 'X-Key': 'key-of-errdoctor' })).toBe('acmepay/status-401');
  });
});

describe('a proof from the body', () => {
  const loaded = engine({
    'too-low': {
      when: { code: 'REFUSED' },
      clues: [{ fact: 'request.json.amount', below: 100, yes: 20, no: 0.1 }],
      proven: [{ fact: 'request.json.amount', below: 100 }],
    },
  });

  it.each([
    [true, 'proven'],
    [false, 'stated'],
  ])('needs the bytes that were sent: exact %s is %s', (exact, certainty) => {
    const { request, ...rest } = exchange(400, refused);
    const body = { is: 'bytes', wire: Buffer.from('{"amount":5}'), exact } as const;
    const { faults } = diagnose({ ...rest, ...(request && { request: { ...request, body } }) }, loaded);
    expect(faults[0]?.causes[0]?.certainty).toBe(certainty);
  });
});

describe('a failure under 2xx', () => {
  const said = { fact: 'error.message', contains: 'invalid key', yes: 20, no: 1 } as const;
  const loaded = engine({
    'key-unknown': { when: { status: 401 }, clues: [said] },
    'status-401': { when: { status: 401 }, fallback: true },
  });
  const leader = (body: unknown) =>
    diagnose(exchange(200, body), loaded).faults[0]?.causes[0]?.candidate.rule.id;

  it('has the cause that its words tell, whatever the status', () => {
    expect(leader({ success: false, message: 'Invalid key' })).toBe('acmepay/key-unknown');
    expect(leader({ success: false, message: 'Sorry' })).toBeUndefined();
    expect(leader({ success: true, message: 'Invalid key' })).toBeUndefined();
  });
});
