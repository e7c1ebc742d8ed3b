import { createHash, createHmac } from 'node:crypto';
import { setField } from '../exchange.js';
import type { Random } from '../random.js';
import { type Draft, someMoment } from './draft.js';

/** Sound calls of the Platform API, signed as its documentation says. */

export const HOSTS = ['api.pandabase.io', 'api.sandbox.pandabase.io'] as const;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

export const id = (prefix: string, random: Random) => `${prefix}_errdoctor${random.text(12, ALPHABET)}`;

/** The documented signature of a request; every step can be replaced by a mistake. */
export interface Signing {
  readonly secret: string;
  readonly digest: string;
  readonly encoding: 'hex' | 'base64';
  canonical(draft: Draft, body: string, timestamp: string): string;
  key(secret: string): string | Buffer;
}

export function documentedSigning(random: Random): Signing {
  return {
    secret: `psk_live_errdoctor_example_${random.hex(16)}`,
    digest: 'sha512',
    encoding: 'hex',
    canonical: (draft, body, timestamp) =>
      [draft.method, draft.path, timestamp, createHash('sha256').update(body).digest('hex')].join('\n'),
    key: (secret) => secret,
  };
}

export function signer(signing: Signing): NonNullable<Draft['sign']> {
  return (draft, body) => {
    const field = draft.headers.find(([name]) => name.toLowerCase() === 'x-request-timestamp');
    const canonical = signing.canonical(draft, body, field?.[1] ?? '');
    const mac = createHmac(signing.digest, signing.key(signing.secret)).update(canonical);
    setField(draft.headers, 'X-Platform-Signature', mac.digest(signing.encoding));
  };
}

function call(random: Random, method: string, path: string, json?: Draft['json']): Draft {
  const now = someMoment(random);
  const writes = method !== 'GET';
  return {
    method,
    scheme: 'https',
    host: random.pick(HOSTS),
    path,
    query: {},
    headers: [
      ['Authorization', `Platform ${id('plt', random)}`],
      ['X-Platform-Signature', ''],
      ['X-Request-Timestamp', String(now - random.between(50, 4000))],
      ['X-Merchant-Context', id('shp', random)],
      ...(writes ? [['X-Idempotency-Key', `order-${random.digits(6)}`] as [string, string]] : []),
      ...(json ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    json,
    now,
    sign: signer(documentedSigning(random)),
  };
}

export const routes = {
  intent(random: Random): Draft {
    const price = random.between(5, 400) * 100;
    const quantity = random.between(1, 3);
    return call(random, 'POST', '/v2/platforms/intents', {
      amount: price * quantity,
      currency: 'USD',
      customer: { email: 'buyer@example.com' },
      platformFee: Math.floor(price * quantity * 0.1),
      lineItems: [{ name: 'Errdoctor example widget', amount: price, quantity }],
      returnUrl: 'https://shop.example.com/return',
      captureMethod: random.pick(['automatic', 'manual']),
      metadata: { order: `A-${random.digits(5)}` },
    });
  },
  readIntent: (random: Random) => call(random, 'GET', `/v2/platforms/intents/${id('int', random)}`),
  capture: (random: Random) =>
    call(random, 'POST', `/v2/platforms/intents/${id('int', random)}/capture`, {
      amount: random.between(1, 90) * 100,
    }),
  cancel: (random: Random) => call(random, 'POST', `/v2/platforms/intents/${id('int', random)}/cancel`),
  refund: (random: Random) =>
    call(random, 'POST', `/v2/platforms/intents/${id('int', random)}/refunds`, {
      amount: random.between(1, 90) * 100,
      reason: 'requested_by_customer',
    }),
  merchant(random: Random): Draft {
    return call(random, 'POST', '/v2/platforms/merchants', {
      externalId: `merchant-${random.digits(5)}`,
      businessName: 'Errdoctor Example Shop',
      email: 'owner@shop.example.com',
      country: 'US',
      category: 'DIGITAL_PRODUCTS',
      onboardingTier: 'STANDARD',
      capabilities: { payments: true, subscriptions: false, payouts: true },
    });
  },
  readMerchant: (random: Random) => call(random, 'GET', `/v2/platforms/merchants/${id('shp', random)}`),
  upgrade: (random: Random) =>
    call(random, 'POST', `/v2/platforms/merchants/${id('shp', random)}/upgrade`, { tier: 'ENHANCED' }),
  document: (random: Random) =>
    call(random, 'POST', `/v2/platforms/merchants/${id('shp', random)}/documents`, {
      fileName: 'passport.pdf',
      mimeType: 'application/pdf',
      size: random.between(20_000, 900_000),
    }),
  balance: (random: Random) => call(random, 'GET', `/v2/platforms/merchants/${id('shp', random)}/balance`),
  hold: (random: Random) =>
    call(random, 'POST', '/v2/platforms/holds', {
      amount: random.between(5, 90) * 100,
      currency: 'USD',
      reason: 'dispute',
    }),
  releaseHold: (random: Random) => call(random, 'POST', `/v2/platforms/holds/${id('hld', random)}/release`),
  transfer: (random: Random) =>
    call(random, 'POST', '/v2/platforms/transfers', {
      sourceMerchant: id('shp', random),
      destinationMerchant: id('shp', random),
      amount: random.between(5, 900) * 100,
      currency: 'USD',
    }),
  payout: (random: Random) =>
    call(random, 'POST', '/v2/platforms/payouts', {
      amount: random.between(5, 900) * 100,
      currency: 'USD',
      priority: 'standard',
    }),
  readPayout: (random: Random) => call(random, 'GET', `/v2/platforms/payouts/${id('po', random)}`),
  settlement: (random: Random) => call(random, 'GET', `/v2/platforms/settlements/${id('stl', random)}`),
  settlements(random: Random): Draft {
    const draft = call(random, 'GET', '/v2/platforms/settlements');
    draft.query = { from: '2026-03-01', to: '2026-03-31' };
    return draft;
  },
} as const;

/** The documented failure envelope. */
export function failure(random: Random, status: number, code: string | undefined, message: string): unknown {
  return {
    ok: false,
    error: { ...(code !== undefined && { code }), message, status, requestId: id('req', random) },
  };
}
