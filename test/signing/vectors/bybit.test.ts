import { createHmac } from 'node:crypto';
import { RestClientV5 } from 'bybit-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrived, bodyOf, headerOf, requestNamed } from '../../support/signed-requests.js';
import { recorded } from '../../support/signing-vectors.js';

const client = (baseUrl: string) =>
  new RestClientV5({ key: 'errdoctorexamplekey', secret: 'errdoctorexamplesecret', baseUrl });

const SENT: Readonly<Record<string, (base: string) => Promise<unknown>>> = {
  'GET without a query': (base) => client(base).getQueryApiKey(),
  'GET with a query': (base) => client(base).getActiveOrders({ category: 'linear', cursor: 'page%3D2,a b' }),
  'POST with a body': (base) =>
    client(base).submitOrder({
      category: 'spot',
      symbol: 'BTCUSDT',
      side: 'Buy',
      orderType: 'Limit',
      qty: '0.10',
      price: '15600',
    }),
  'non-ASCII': (base) =>
    client(base).submitOrder({
      category: 'spot',
      symbol: 'BTCUSDT',
      side: 'Buy',
      orderType: 'Market',
      qty: '1',
      orderLinkId: 'Żółw ☕ 🐢',
    }),
  'POST with an empty object': (base) => client(base).createDemoAccount(),
};

describe('Bybit', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1790000000123 }));
  afterEach(() => vi.useRealTimers());

  it.each(Object.entries(SENT))('the SDK sends what is recorded: %s', async (name, send) => {
    expect(await arrived('https://api.bybit.com', send)).toEqual(requestNamed('bybit', name));
  });

  it.each(recorded('bybit').flatMap(({ cases }) => cases))(
    'HMAC of timestamp, key, window and query or body: $name',
    ({ request, secretBase64 }) => {
      const rest = request.method === 'GET' ? new URL(request.url).search.slice(1) : bodyOf(request);
      const signature = createHmac('sha256', Buffer.from(secretBase64, 'base64'))
        .update(headerOf(request, 'x-bapi-timestamp'))
        .update(headerOf(request, 'x-bapi-api-key'))
        .update(headerOf(request, 'x-bapi-recv-window'))
        .update(rest)
        .digest('hex');
      expect(signature).toBe(headerOf(request, 'x-bapi-sign'));
    },
  );
});
