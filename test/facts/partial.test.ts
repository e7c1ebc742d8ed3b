import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.js';
import { factCatalogue, Facts, findFact } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

/** Facts of signatures and credentials need a pack that describes them; the others hold for every exchange. */
const names = [...factCatalogue().keys()]
  .filter((name) => !/^(?:signature|credential|timestamp)\./.test(name))
  .map((name) => name.replace('*', 'a'));

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

describe('of a capture that holds only', () => {
  it.each(Object.entries(partial))('%s every fact is known or says how it is learnt', (_, exchange) => {
    for (const status of [undefined, 200, 400, 401, 404, 405, 409, 422, 429, 502]) {
      const answered = exchange.response && {
        ...exchange.response,
        status: status ?? exchange.response.status,
      };
      const facts = new Facts({ ...exchange, ...(answered && { response: answered }) }, undefined, {});
      for (const name of names) {
        const fact = facts.fact(name);
        expect({ name, ...fact }).not.toMatchObject({ is: 'failed' });
        const { definition, rest } = findFact(name) as NonNullable<ReturnType<typeof findFact>>;
        if (fact.is === 'known' && fact.value !== undefined)
          expect(definition.says?.(fact.value, facts, rest) ?? '', name).toBeTypeOf('string');
      }
    }
  });
});
