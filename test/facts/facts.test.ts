import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import { nameOf, partFact } from '../../src/facts/carried.js';
import { factCatalogue, Facts, findFact } from '../../src/facts/facts.js';
import type { Part, Scheme } from '../../src/signing/scheme.js';
import { exchangeWith } from '../support/exchange.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: { live: { hosts: ['api.acmepay.example'] } },
  envelope: { code: ['reason'] },
  references: {},
};
const answer = { code: 'COMMON_1', reason: 'OWN_1' };

describe('the facts of an exchange', () => {
  it('are found by their name, or by that of their family', () => {
    expect(findFact('request.method')).toMatchObject({ rest: '' });
    expect(findFact('request.header.x-key')).toMatchObject({ rest: 'x-key' });
    expect(findFact('request.json.a.0.b')).toMatchObject({ rest: 'a.0.b' });
    expect(findFact('request.header')).toBeUndefined();
    expect(findFact('nothing')).toBeUndefined();
    expect(factCatalogue().get('request.method')?.means).toBe('the HTTP method, upper case');
  });

  it('are computed once', () => {
    const facts = new Facts(exchangeWith(), undefined, {});
    expect(facts.fact('request.method')).toBe(facts.fact('request.method'));
    expect(facts.body('request')).toBe(facts.body('request'));
    expect(facts.envelope).toBe(facts.envelope);
  });

  it('may be answered by hand, also where nobody computes them', () => {
    const answers = { 'request.method': 'PUT', 'plan.name': 'free' };
    const facts = new Facts(exchangeWith(), undefined, { answers });
    expect(facts.fact('request.method')).toMatchObject({ value: 'PUT' });
    expect(facts.fact('plan.name')).toMatchObject({ is: 'known', value: 'free' });
    expect(facts.fact('request.url')).toMatchObject({ value: 'https://api.acmepay.example/v1/charges' });
    expect(facts.fact('toString')).toEqual({ is: 'failed', error: 'there is no fact named toString' });
  });

  it('that break say so and stop nothing', () => {
    const broken = exchangeWith();
    Object.defineProperty(broken, 'response', {
      get() {
        throw new Error('it broke');
      },
    });
    expect(new Facts(broken, undefined, {}).fact('response.status')).toEqual({
      is: 'failed',
      error: 'response.status: it broke',
    });
  });

  it('of a part that the exchange has not are known to be false', () => {
    expect(new Facts(exchangeWith(), undefined, {}).fact('delivery.fails.tls')).toMatchObject({
      value: false,
    });
  });
});

describe('the same exchange seen otherwise', () => {
  const bare = new Facts(exchangeWith({ answer, body: '{}' }), undefined, {});

  it('with a pack reads the envelope and the environment by it', () => {
    const facts = bare.with(pack);
    expect([bare.envelope.code?.text, facts.envelope.code?.text]).toEqual(['COMMON_1', 'OWN_1']);
    expect(facts.fact('environment.host')).toMatchObject({ value: 'live' });
    expect(facts.body('request')).toBe(bare.body('request'));
  });

  it('of another symptom speaks of that one, and of the same exchange', () => {
    const one = bare.of({ code: 'ONE' });
    const other = one.of({ code: 'OTHER' });
    expect([one, other].map((facts) => facts.fact('error.code'))).toMatchObject([
      { value: 'ONE' },
      { value: 'OTHER' },
    ]);
    expect(one.fact('request.method')).toBe(bare.fact('request.method'));
    expect(other.fact('request.method')).toBe(bare.fact('request.method'));
    expect(other.envelope).toBe(bare.envelope);
  });
});

describe('a part of a signature', () => {
  const at = { header: 'X-Signature', value: 't={time},v1={signature}', separator: ',' };
  const facts = new Facts(
    exchangeWith({ headers: { 'X-Signature': 't=17,v1=ab', 'X-Time': '18' }, body: '{"t":19}' }),
    undefined,
    {},
  );
  const of = (part: Part) => {
    const fact = partFact(facts, { at } as Scheme, part);
    return fact.is === 'known' ? fact.value : fact.is;
  };

  it.each<[part: Part, value: unknown]>([
    ['text', 'text'],
    [{ token: 'time' }, '17'],
    [{ token: 'other' }, undefined],
    [{ header: 'X-Time' }, '18'],
    [{ param: 'time' }, undefined],
    [{ field: 't' }, '19'],
    [{ form: 't' }, 'not-collected'],
    [{ first: [{ header: 'X-None' }, { header: 'X-Time' }] }, '18'],
    [{ first: [{ header: 'X-None' }, { form: 't' }] }, 'not-collected'],
    [{ first: [{ header: 'X-None' }] }, undefined],
    [{ header: 'X-Time', then: ['trim'] }, 'failed'],
    [{ method: true }, 'failed'],
  ])('%j is %s', (part, value) => expect(of(part)).toBe(value));
});

describe('where a part of a signature is named', () => {
  const at = { header: 'X-Signature' };
  it.each<[part: Part, name: string]>([
    ['text', 'text'],
    [{ token: 't' }, 't in X-Signature'],
    [{ header: 'X-Time' }, 'X-Time'],
    [{ param: 't' }, 'the parameter t'],
    [{ form: 't' }, 'the form parameter t'],
    [{ field: 'a.t' }, 'the member a.t of the body'],
    [{ first: [{ header: 'X-A' }, { header: 'X-B' }] }, 'X-A'],
  ])('%j is called %s', (part, name) => expect(nameOf({ at } as Scheme, part)).toBe(name));
});

describe('what is missing says how it is learnt', () => {
  const how = (facts: Facts, name: string) => {
    const fact = facts.fact(name);
    return fact.is === 'not-collected' ? fact.how : fact.is;
  };
  const { response: _, ...unanswered } = exchangeWith({ headers: { 'X-Key': '***' } });

  it('by the recorder, or else by any', () => {
    const recorder = { name: 'a test', captureMore: 'record more' };
    expect(how(new Facts({ ...unanswered, recorder }, undefined, {}), 'response.status')).toBe('record more');
    expect(how(new Facts(unanswered, undefined, {}), 'response.status')).toBe(
      'capture the whole exchange: curl --trace - --trace-time … (or export a HAR with its content)',
    );
  });

  it('of a masked value or of a body that is not whole', () => {
    expect(how(new Facts(unanswered, undefined, {}), 'request.header.x-key')).toBe(
      'capture it without masking; errdoctor masks its own output',
    );
    for (const body of ['a=1', '{"a":1,"b'])
      expect(how(new Facts(exchangeWith({ body }), undefined, {}), 'request.json.c')).toBe(
        'the body in this capture is not whole JSON',
      );
  });
});

describe('the place of a body', () => {
  it('is told of bytes as they travelled, not of compressed ones', () => {
    const place = (wire: Buffer, headers: Record<string, string> = {}) => {
      const exchange = exchangeWith({ headers });
      const body = { is: 'bytes', wire, exact: true, at: { spans: [{ start: 0, end: 9 }] } };
      const facts = new Facts(
        { ...exchange, request: { ...exchange.request, body } as never },
        undefined,
        {},
      );
      const fact = facts.fact('request.body.looksLike');
      return fact.is === 'known' && [fact.value, fact.at !== undefined];
    };
    expect(place(Buffer.from('{}'))).toEqual(['json', true]);
    expect(place(gzipSync('{}'), { 'Content-Encoding': 'gzip' })).toEqual(['json', false]);
  });
});
