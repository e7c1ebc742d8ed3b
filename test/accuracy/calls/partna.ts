import type { AnyOf } from '../exchange.js';
import type { Random } from '../random.js';
import { answered, type Draft, someMoment } from './draft.js';

/** Sound calls of the ramp API: a key and a user in two headers, a message in every answer. */

export const HOSTS = ['api.getpartna.com', 'staging-api.getpartna.com'] as const;
export const NAMED: AnyOf = [['line'], ['sent:x-api-user']];

/** The two shapes of keys that the documentation's samples show. */
export function keyFor(host: string, random: Random): string {
  return host.startsWith('staging') && random.chance(0.6) ? stagingKey(random) : keyWithoutMark(random);
}

export const stagingKey = (random: Random) => `sk_staging_errdoctor${random.hex(16)}`;
export const keyWithoutMark = (random: Random) => `1--M--${random.hex(32)}--1790000000000--${random.hex(8)}`;

function call(random: Random, method: string, path: string, json?: Draft['json']): Draft {
  const host = random.pick(HOSTS);
  return {
    method,
    scheme: 'https',
    host,
    path: `/v4${path}`,
    query: {},
    headers: [
      ['x-api-key', keyFor(host, random)],
      ['x-api-user', 'errdoctor-example'],
      ...(json ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    json,
    now: someMoment(random),
  };
}

/** A quote's key: rate, pair, eight hexadecimal digits and Unix seconds. */
export const rateKey = (at: number, random: Random) =>
  `1640.25-USDT_to_NGN-${random.hex(8)}-${Math.floor(at / 1000)}`;

export const routes = {
  ramp(random: Random): Draft {
    const draft = call(random, 'POST', '/ramp', {
      rateKey: '',
      type: 'cryptoToFiat',
      accountName: 'errdoctorexample',
      accountNumber: '0123456789',
      bankCode: '000013',
      fromAmount: random.between(10, 900),
      fromCurrency: 'USDT',
      fromNetwork: 'tron',
      toCurrency: 'NGN',
      rampReference: random.hex(32),
    });
    if (draft.json) draft.json.rateKey = rateKey(draft.now + 150_000, random);
    return draft;
  },
  rate(random: Random): Draft {
    const draft = call(random, 'GET', '/rate');
    draft.query = { fromCurrency: 'NGN', toCurrency: 'USDT', fromAmount: '10000' };
    return draft;
  },
  readRamp(random: Random): Draft {
    const draft = call(random, 'GET', '/ramp');
    draft.query = { rampReference: random.hex(32) };
    return draft;
  },
  account: (random: Random) =>
    call(random, 'POST', '/account', {
      email: 'errdoctor@mail.example.com',
      accountName: 'errdoctorexample',
      type: 'individual',
    }),
  verify: (random: Random) =>
    call(random, 'PUT', '/kyc/verification-method', {
      accountName: 'errdoctorexample',
      verificationMethod: 'email',
    }),
  initiate: (random: Random) =>
    call(random, 'POST', '/kyc/initiate', { bvn: '12345678901', accountName: 'errdoctorexample' }),
  balances: (random: Random) => call(random, 'GET', '/user/balances'),
  keys: (random: Random) => call(random, 'GET', '/user/api-keys'),
  newKey: (random: Random) =>
    call(random, 'POST', '/user/apikey', { name: 'getonly', expirationInMonths: 6 }),
  withdraw: (random: Random) =>
    call(random, 'POST', '/withdraw', {
      amount: random.between(1000, 90_000),
      currency: 'NGN',
      accountName: 'errdoctorexample',
    }),
} as const;

export function refusal(draft: Draft, random: Random, status: number, message: string) {
  const data = random.chance(0.2) ? { data: { rampReference: random.hex(32) } } : {};
  return answered(draft, random, status, { message, ...data });
}
