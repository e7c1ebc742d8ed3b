import { expect, it } from 'vitest';
import { routeOf } from '../../src/exchange/request-url.js';
import { foldMessage } from '../../src/triage/fold-message.js';

it.each([
  ['card card_8fK2xQ not found', 'card {id} not found'],
  ['amount 12,500.00 exceeds the limit of 10000', 'amount {number} exceeds the limit of {number}'],
  ['amount -5 is too small.', 'amount {number} is too small.'],
  ['no user ada@example.com since 2026-09-21T12:00:00Z', 'no user {email} since {time}'],
  ['see https://docs.example.com/e/1042?x=y for help', 'see {url} for help'],
  ['request 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed', 'request {id} failed'],
  ['payout XkQzWvBnMpLr is unknown', 'payout {id} is unknown'],
  [
    'No authorized IPs configured for this Tenant or Program',
    'No authorized IPs configured for this Tenant or Program',
  ],
])('folds %j', (message, folded) => {
  expect(foldMessage(message)).toBe(folded);
});

it('folds a message of any length quickly, and keeps its beginning', () => {
  expect(foldMessage(`${'ab-,.'.repeat(100_000)}1`).length).toBeLessThanOrEqual(200);
});

it.each([
  ['/v1/cards/card_12/capture', '/v1/cards/{id}/capture'],
  ['/v2/payouts/int_bdrfljhxhowthqzk', '/v2/payouts/{id}'],
  ['/v2/payouts/po_aBcdEfGhIJkLmN', '/v2/payouts/{id}'],
  [
    '/api/subscriptions/authentication/createPaymentIntent',
    '/api/subscriptions/authentication/createPaymentIntent',
  ],
  ['/get_transactions', '/get_transactions'],
])('gives the template of %s', (path, route) => {
  expect(routeOf(path)).toBe(route);
});
