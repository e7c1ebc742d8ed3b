import { createHmac } from 'node:crypto';
import { RestClient } from 'okx-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrived, bodyOf, headerOf, requestNamed } from '../../support/signed-requests.js';
import { recorded } from '../../support/signing-vectors.js';

const client = (baseUrl: string) =>
  new RestClient({
    apiKey: 'errdoctorexamplekey',
    apiSecret: 'errdoctorexamplesecret',
    apiPass: 'errdoctorexamplepassphrase',
    baseUrl,
  });

const SENT: Readonly<Record<string, (base: string) => Promise<unknown>>> = {
  'GET without a query': (base) => client(base).getAccountConfiguration(),
  'GET with a query': (base) => client(base).getPositions({ instType: 'SWAP', instId: 'BTC-USDT-SWAP' }),
  'POST with a body': (base) =>
    client(base).submitOrder({
      instId: 'BTC-USDT',
      tdMode: 'cash',
      side: 'buy',
      ordType: 'limit',
      px: '2.15',
      sz: '2',
    }),
  'non-ASCII': (base) =>
    client(base).submitOrder({
      instId: 'BTC-USDT',
      tdMode: 'cash',
      side: 'buy',
      ordType: 'market',
      sz: '2',
      clOrdId: 'Żółw ☕ 🐢',
    }),
};

describe('OKX', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1790000000123 }));
  afterEach(() => vi.useRealTimers());

  it.each(Object.entries(SENT))('the SDK sends what is recorded: %s', async (name, send) => {
    expect(await arrived('https://www.okx.com', send)).toEqual(requestNamed('okx', name));
  });

  it.each(recorded('okx').flatMap(({ cases }) => cases))(
    'HMAC of timestamp, method, path with query, and body: $name',
    ({ request, secretBase64 }) => {
      const { origin } = new URL(request.url);
      const signature = createHmac('sha256', Buffer.from(secretBase64, 'base64'))
        .update(headerOf(request, 'ok-access-timestamp'))
        .update(request.method)
        .update(request.url.slice(origin.length))
        .update(bodyOf(request))
        .digest('base64');
      expect(signature).toBe(headerOf(request, 'ok-access-sign'));
    },
  );
});
