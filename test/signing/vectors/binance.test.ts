import { createHmac } from 'node:crypto';
import { MainClient } from 'binance';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrived, bodyOf, requestNamed, type WireRequest } from '../../support/signed-requests.js';
import { recorded } from '../../support/signing-vectors.js';

const client = (baseUrl: string) =>
  new MainClient({ api_key: 'errdoctorexamplekey', api_secret: 'errdoctorexamplesecret', baseUrl });

const SENT: Readonly<Record<string, (base: string) => Promise<unknown>>> = {
  'GET without parameters of its own': (base) => client(base).getAccountInformation(),
  'GET with a query': (base) => client(base).getOrder({ symbol: 'BTCUSDT', origClientOrderId: 'a b+c/d' }),
  'POST with everything in the query': (base) =>
    client(base).submitNewOrder({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'MARKET',
      quantity: 0.001,
      newClientOrderId: 'x-U5D79M5Berrdoctor',
    }),
  'non-ASCII': (base) =>
    client(base).withdraw({ coin: 'BTC', address: 'errdoctor', amount: 1, name: 'Żółw ☕ 🐢' }),
};

describe('Binance', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1790000000123 }));
  afterEach(() => vi.useRealTimers());

  it.each(Object.entries(SENT))('the SDK sends what is recorded: %s', async (name, send) => {
    expect(await arrived('https://api.binance.com', send)).toEqual(requestNamed('binance', name));
  });

  it.each(recorded('binance').flatMap(({ cases }) => cases))(
    'HMAC of query and body: $name',
    ({ request, secretBase64 }) => {
      const { payload, signature } = split(request);
      expect(createHmac('sha256', Buffer.from(secretBase64, 'base64')).update(payload).digest('hex')).toBe(
        signature,
      );
    },
  );
});

/** As the documentation writes it out: the query, then the body, neither with the signature. */
function split(request: WireRequest): { payload: string; signature: string } {
  const halves = [new URL(request.url).search.slice(1), bodyOf(request).toString()];
  const signature = /(?:^|[?&])signature=([^&]+)/.exec(halves.join('&'))?.[1] ?? '';
  return { payload: halves.map((half) => half.replace(/&?signature=[^&]+/, '')).join(''), signature };
}
