import type { Random } from '../random.js';
import { ALWAYS } from '../cause.js';
import { answered, type Draft, someMoment } from './draft.js';
import { refusing } from './refusal.js';

/** Sound calls of APIs that no pack knows. */

const HOSTS = [
  'api.acmepay.example',
  'gateway.shop.example.com',
  'api.parcels.example.org',
  'ledger.internal.example.net',
];

export function foreignCall(random: Random, method = random.pick(['GET', 'POST', 'POST', 'PUT'])): Draft {
  const writes = method !== 'GET';
  const path = random.pick(['/v1/charges', '/v3/orders', '/api/customers', '/2024-10/labels']);
  return {
    method,
    scheme: 'https',
    host: random.pick(HOSTS),
    path: writes ? path : `${path}/${random.digits(6)}`,
    query: {},
    headers: [
      ['Authorization', `Bearer errdoctor-example-${random.hex(20)}`],
      ['Accept', 'application/json'],
      ...(writes ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    json: writes
      ? { amount: random.between(1, 900) * 100, currency: 'EUR', reference: `A-${random.digits(4)}` }
      : undefined,
    now: someMoment(random),
  };
}

/** A failure as many APIs word it; nothing in it is any provider's own. */
export function plainFailure(random: Random, status: number, words: string): unknown {
  return random.pick<unknown>([
    { error: words },
    { error: { message: words } },
    { title: words, status, detail: words },
    { message: words },
    { errors: [{ detail: words }] },
  ]);
}

/** Refusals of APIs that no pack knows: nothing has to name a provider. */
export const refusedByAny = refusing({
  named: ALWAYS,
  answer: (draft, random, status, text) =>
    answered(draft, random, status, plainFailure(random, status, text)),
});
