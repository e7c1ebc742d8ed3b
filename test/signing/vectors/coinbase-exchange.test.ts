import { createHmac } from 'node:crypto';
import { CBExchangeClient } from 'coinbase-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrived, bodyOf, headerOf, requestNamed } from '../../support/signed-requests.js';
import { recorded } from '../../support/signing-vectors.js';

const client = (baseUrl: string) =>
  new CBExchangeClient({
    apiKey: 'errdoctorexamplekey',
    apiSecret: Buffer.from('errdoctor example secret').toString('base64'),
    apiPassphrase: 'errdoctorexamplepassphrase',
    baseUrl,
  });

const SENT: Readonly<Record<string, (base: string) => Promise<unknown>>> = {
  'GET without a query': (base) => client(base).getAccounts(),
  'GET with a query': (base) => client(base).getFills({ product_id: 'BTC-USD', limit: 5 }),
  'POST with a body': (base) =>
    client(base).submitOrder({
      type: 'limit',
      side: 'buy',
      product_id: 'BTC-USD',
      price: '1.0',
      size: '1.0',
      client_oid: 'cbnodeb2c1e0a4-0000-4000-8000-000000000001',
    }),
  'non-ASCII': (base) =>
    client(base).submitOrder({
      type: 'market',
      side: 'buy',
      product_id: 'Żółw ☕ 🐢',
      size: '1.0',
      client_oid: 'cbnodeb2c1e0a4-0000-4000-8000-000000000002',
    }),
};

describe('Coinbase Exchange', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1790000000123 }));
  afterEach(() => vi.useRealTimers());

  it.each(Object.entries(SENT))('the SDK sends what is recorded: %s', async (name, send) => {
    expect(await arrived('https://api.exchange.coinbase.com', send)).toEqual(
      requestNamed('coinbase-exchange', name),
    );
  });

  it.each(recorded('coinbase-exchange').flatMap(({ cases }) => cases))(
    'HMAC of timestamp, method, path with query, and body, keyed with the decoded secret: $name',
    ({ request, secretBase64 }) => {
      const { origin } = new URL(request.url);
      const secret = Buffer.from(secretBase64, 'base64').toString();
      const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
        .update(headerOf(request, 'cb-access-timestamp'))
        .update(request.method)
        .update(request.url.slice(origin.length))
        .update(bodyOf(request))
        .digest('base64');
      expect(signature).toBe(headerOf(request, 'cb-access-sign'));
    },
  );
});
