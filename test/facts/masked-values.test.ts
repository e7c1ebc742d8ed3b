import { describe, expect, it } from 'vitest';
import type { Limits } from '../../src/limits/limits.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const MASKS = ['***', '[REDACTED]', '<redacted>', '[Filtered]', '[masked]', '…(24)', 'psk_…(41)', '****1111'];
const limits: Limits = {
  endpoints: [
    {
      path: '/{rest...}',
      body: {
        properties: { metadata: { additionalProperties: { maxLength: 5, cause: 'acmepay/longest' } } },
      },
      compare: [
        {
          left: 'sum(body.items.map(i, i.price))',
          is: '==',
          right: '3',
          cause: 'acmepay/total',
          says: '{left}',
        },
      ],
    },
  ],
};
const pack = { id: 'acmepay', name: 'Acmepay', recognise: {}, environments: {}, references: {}, limits };

function fact(name: string, parts: Parameters<typeof exchangeWith>[0]) {
  return new Facts(exchangeWith(parts), pack, {}).fact(name);
}

describe('a value that the recorder masked', () => {
  it.each(MASKS)('is not captured where a body holds %s', (mask) => {
    const body = JSON.stringify({ bvn: mask, card: { number: mask } });
    for (const name of ['json.bvn', 'json.bvn.length', 'type.bvn', 'json.card.number'])
      expect(fact(`request.${name}`, { body })).toMatchObject({
        is: 'not-collected',
        what: expect.stringContaining('(the recorder masked it)'),
      });
    expect(fact('response.json.bvn', { answer: body }).is).toBe('not-collected');
    expect(fact('response.type.bvn', { answer: body }).is).toBe('not-collected');
  });

  it('leaves the values beside it known', () => {
    const body = JSON.stringify({ bvn: '***', name: 'Jane', note: 'redacted by hand' });
    expect(fact('request.json.name', { body })).toMatchObject({ is: 'known', value: 'Jane' });
    expect(fact('request.json.note', { body })).toMatchObject({ is: 'known', value: 'redacted by hand' });
    expect(fact('request.json.other', { body })).toMatchObject({ is: 'known', value: undefined });
  });

  it.each(['[REDACTED]', '"[REDACTED]"', '***\n'])('is the whole body when that is %j', (body) => {
    for (const name of ['body.syntax', 'body.looksLike', 'body.size', 'body.exact', 'json.amount'])
      expect(fact(`request.${name}`, { body }).is).toBe('not-collected');
  });

  it('is not captured as a parameter of the URL', () => {
    const url = 'https://api.acmepay.example/v1/list?token=[REDACTED]&limit=5';
    expect(fact('request.query.token', { url }).is).toBe('not-collected');
    expect(fact('request.query.limit', { url })).toMatchObject({ is: 'known', value: '5' });
  });

  it('stops arithmetic over it', () => {
    const body = JSON.stringify({
      metadata: { a: 'short', b: '***' },
      items: [{ price: 1 }, { price: '***' }],
    });
    expect(fact('limits.longest.state', { body }).is).toBe('not-collected');
    expect(fact('limits.total.state', { body }).is).toBe('not-collected');
  });
});
