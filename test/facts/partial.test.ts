import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { factCatalogue, Facts, findFact } from '../../src/facts/facts.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { wholeName } from '../support/facts.js';
import { exchangeWith } from '../support/exchange.js';

const SCHEME: Scheme = {
  name: 'request signature',
  by: 'client',
  mac: 'hmac-sha256',
  message: { join: '.', of: [{ time: true }, { body: true }] },
  encode: 'hex',
  at: { header: 'X-Signature', value: 'v1={signature}' },
  time: { from: { header: 'X-Time' }, unit: ['s'], past: 300 },
  causes: {},
  references: [],
};
/** One that describes all that facts read of it. */
const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: { live: { hosts: ['api.acmepay.example'] } },
  basePath: '/v1',
  envelope: { code: ['reason'], errors: { list: 'faults' } },
  credentials: { a: { name: 'key', header: 'X-Key', prefixes: { sk_: 'live' } } },
  signatures: { request: SCHEME, delivery: { ...SCHEME, by: 'provider' } },
  idempotency: { header: 'X-Idempotency', maxLength: 9, lifetimeHours: 24 },
  rateLimit: { says: '10 a second', remaining: 'x-left', reset: 'x-reset' },
  references: {},
};
/** Those that need a pack which describes what is sent. */
const DESCRIBED = /^(?:signature|credential|timestamp)\./;
const names = [...factCatalogue().keys()].map(wholeName);

const { request, response, ...neither } = exchangeWith({ status: 401, answer: {}, body: '{}' });
const unseen = { is: 'not-captured' } as const;
const cut = { is: 'cut', bytes: Buffer.from('{"a":') } as const;
const transport = { kind: 'reset', says: 'Connection reset by peer' } as const;

const partial: Record<string, Exchange> = {
  nothing: neither,
  'a request': { ...neither, request },
  'an answer': { ...neither, response },
  'an answer without a status': { ...neither, response: { ...response, status: undefined } as never },
  'a failed connection': { ...neither, request, transport },
  'words of a client': { ...neither, transport },
  'a delivery': { ...neither, request, delivery: true },
  'a delivery without a request': { ...neither, response, delivery: true },
  'headers alone': {
    ...neither,
    request: { ...request, body: unseen } as never,
    response: { ...response, body: unseen } as never,
  },
  'bodies that were cut': {
    ...neither,
    request: { ...request, body: cut } as never,
    response: { ...response, body: cut } as never,
  },
  'a method alone': { ...neither, request: { ...request, url: undefined, body: unseen } as never, response },
  'an address alone': { ...neither, request: { ...request, method: undefined } as never, response },
  'a time alone': { ...neither, response, time: {} },
};

describe.each([
  ['that no pack describes', undefined],
  ['of a described API', pack],
])('of a capture %s that holds only', (_, settings) => {
  it.each(Object.entries(partial))('%s every fact is known or says how it is learnt', (_, exchange) => {
    for (const status of [undefined, 200, 400, 401, 404, 405, 409, 422, 429, 502]) {
      const answered = exchange.response && {
        ...exchange.response,
        status: status ?? exchange.response.status,
      };
      const facts = new Facts({ ...exchange, ...(answered && { response: answered }) }, settings, {});
      for (const name of names) {
        if (!settings && DESCRIBED.test(name)) continue;
        const fact = facts.fact(name);
        expect({ name, ...fact }).not.toMatchObject({ is: 'failed' });
        const { definition, rest } = findFact(name) as NonNullable<ReturnType<typeof findFact>>;
        if (fact.is === 'known' && fact.value !== undefined)
          expect(definition.says?.(fact.value, facts, rest) ?? '', name).toBeTypeOf('string');
      }
    }
  });
});
