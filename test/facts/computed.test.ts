import { describe, expect, it } from 'vitest';
import type { Computation } from '../../src/causes/pack.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const computed: Record<string, Computation> = {
  share: { divide: ['request.json.fee', 'request.json.amount'] },
  total: { sum: 'request.json.items', of: 'price', times: 'count' },
  gap: { subtract: ['request.json.amount', 'computed.total'] },
  range: { subtract: ['request.query.to', 'request.query.from'] },
  key: { longestKey: 'metadata' },
  value: { longestValue: 'metadata' },
};

function compute(name: string, body: unknown, url?: string) {
  const pack = { id: 'acmepay', name: 'Acmepay', recognise: {}, environments: {}, references: {}, computed };
  const exchange = exchangeWith({ body: JSON.stringify(body), ...(url && { url }) });
  const fact = new Facts(exchange, pack, {}).fact(`computed.${name}`);
  return fact.is === 'known' ? fact.value : fact.is;
}

describe('arithmetic that a pack describes', () => {
  it.each([
    ['share', { fee: 750, amount: 2500 }, 0.3],
    ['share', { fee: 750, amount: 0 }, undefined],
    ['share', { fee: '750', amount: 2500 }, undefined],
    ['share', { fee: '750.00', amount: '2500' }, 0.3],
    [
      'total',
      {
        items: [
          { price: 1000, count: 2 },
          { price: 5, count: 1 },
        ],
      },
      2005,
    ],
    ['total', { items: [{ price: 0.1, count: 3 }] }, 0.3],
    ['total', { items: [{ price: 1000 }] }, undefined],
    ['total', { items: [] }, undefined],
    ['total', {}, undefined],
    ['gap', { amount: 2500, items: [{ price: 1000, count: 2 }] }, 500],
    ['key', { metadata: { short: 'x', longest_key: 'y' } }, 11],
    ['value', { metadata: { a: 'é'.repeat(7), b: 12345678901 } }, 7],
    ['value', { metadata: {} }, undefined],
    ['key', {}, undefined],
  ])('%s of %j is %s', (name, body, expected) => expect(compute(name, body)).toBe(expected));

  it('reads ISO dates as seconds', () => {
    const url = (from: string, to: string) => `https://api.acmepay.example/v1/list?from=${from}&to=${to}`;
    expect(compute('range', {}, url('2026-09-02', '2026-09-01'))).toBe(-86_400);
    expect(compute('range', {}, url('2026-09-01T00:00:00Z', '2026-09-01T00:01:00Z'))).toBe(60);
    expect(compute('range', {}, url('09/02/2026', '2026-09-01'))).toBeUndefined();
  });
});
