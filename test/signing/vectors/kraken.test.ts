import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrived, bodyOf, headerOf, requestNamed, type WireRequest } from '../../support/signed-requests.js';
import { recorded } from '../../support/signing-vectors.js';

// It comes without types.
const KrakenClient = createRequire(import.meta.url)('kraken-api') as new (
  key: string,
  secret: string,
  options: { url: string },
) => { api(method: string, parameters?: object): Promise<unknown> };

const client = (url: string) =>
  new KrakenClient('errdoctorexamplekey', Buffer.from('errdoctor example secret').toString('base64'), {
    url,
  });

const SENT: Readonly<Record<string, (base: string) => Promise<unknown>>> = {
  'nothing but the nonce': (base) => client(base).api('Balance'),
  'an order': (base) =>
    client(base).api('AddOrder', {
      pair: 'XBTUSD',
      type: 'buy',
      ordertype: 'limit',
      price: 37500,
      volume: 1.25,
    }),
  'non-ASCII': (base) =>
    client(base).api('Withdraw', { asset: 'XBT', key: 'Żółw ☕ 🐢 a+b', amount: '0.725' }),
};

describe('Kraken', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1790000000123 }));
  afterEach(() => vi.useRealTimers());

  it.each(Object.entries(SENT))('the SDK sends what is recorded: %s', async (name, send) => {
    expect(await arrived('https://api.kraken.com', send)).toEqual(requestNamed('kraken', name));
  });

  it.each(recorded('kraken').flatMap(({ cases }) => cases))(
    'HMAC of path and SHA-256 of nonce and body, keyed with the decoded secret: $name',
    ({ request, secretBase64 }) => {
      const secret = Buffer.from(secretBase64, 'base64').toString();
      const inner = createHash('sha256').update(nonceOf(request)).update(bodyOf(request)).digest();
      const signature = createHmac('sha512', Buffer.from(secret, 'base64'))
        .update(new URL(request.url).pathname)
        .update(inner)
        .digest('base64');
      expect(signature).toBe(headerOf(request, 'api-sign'));
    },
  );
});

function nonceOf(request: WireRequest): string {
  const body = bodyOf(request).toString();
  return body.startsWith('{')
    ? String(JSON.parse(body).nonce)
    : (new URLSearchParams(body).get('nonce') ?? '');
}
