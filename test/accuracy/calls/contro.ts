import type { AnyOf } from '../exchange.js';
import type { Random } from '../random.js';
import { answered, type Draft, someMoment } from './draft.js';

/** Sound calls of the partner API: one key header whose value names its environment. */

const ENVIRONMENTS = [
  { host: 'api.contro.me', key: 'sk_live_' },
  { host: 'stg-api.contro.dev', key: 'sk_test_' },
] as const;
export const NAMED: AnyOf = [['line'], ['sent:x-contro-api-key']];
export const KEY = 'x-contro-api-key';

/** A key that fits the host, or the other environment's. */
export function keyFor(host: string, random: Random, fits = true): string {
  const found = ENVIRONMENTS.find((one) => (one.host === host) === fits);
  return `${found?.key}errdoctor_example_${random.hex(8)}`;
}

const id = (prefix: string, random: Random) => `${prefix}_errdoctor${random.hex(10)}`;

function call(random: Random, method: string, path: string, json?: Draft['json']): Draft {
  const { host } = random.pick(ENVIRONMENTS);
  return {
    method,
    scheme: 'https',
    host,
    path: `/v1/partner${path}`,
    query: {},
    headers: [
      [KEY, keyFor(host, random)],
      ...(json ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    json,
    now: someMoment(random),
  };
}

export const routes = {
  createCardholder: (random: Random) =>
    call(random, 'POST', '/cardholders', {
      externalUserId: `user-${random.digits(5)}`,
      firstName: 'Errdoctor',
      lastName: 'Example',
      email: 'errdoctor@mail.example.com',
      phoneNumber: '+12025550100',
      kycSource: 'web',
      kycSessionId: id('ks', random),
    }),
  issueCard: (random: Random) =>
    call(random, 'POST', '/cards', {
      cardholderId: id('ch', random),
      programId: id('prog', random),
      idempotencyKey: `card-${random.digits(6)}`,
    }),
  freeze: (random: Random) => call(random, 'POST', `/cards/${id('card', random)}/freeze`),
  readCard: (random: Random) => call(random, 'GET', `/cards/${id('card', random)}`),
  readCardholder: (random: Random) => call(random, 'GET', `/cardholders/${id('ch', random)}`),
  balance: (random: Random) => call(random, 'GET', '/balance'),
  cards(random: Random): Draft {
    const draft = call(random, 'GET', '/cards');
    draft.query = { page: '1', limit: '20' };
    return draft;
  },
  webhooks: (random: Random) =>
    call(random, 'PATCH', '/webhooks/config', {
      webhookUrl: 'https://hooks.shop.example.com/contro',
      webhookSecret: 'whsec_errdoctor_example',
      subscribedEvents: ['card.issued'],
    }),
  simulate: (random: Random) =>
    call(random, 'POST', '/sandbox/simulate-transaction', {
      cardId: id('card', random),
      amount: random.between(1, 90),
      currency: 'USD',
      merchantName: 'Errdoctor Example',
    }),
} as const;

export function refusal(draft: Draft, random: Random, status: number, error: string) {
  return answered(draft, random, status, { success: false, error });
}
