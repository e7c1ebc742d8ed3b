import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("Shopify's documented formula gives the vectors", () => {
  it.each(signedCases('shopify/webhook'))('webhook: %s', (_name, signed) => {
    const made = createHmac('sha256', signed.secret).update(signed.body).digest('base64');
    expect(signed.header('x-shopify-hmac-sha256')).toBe(made);
  });

  it.each(signedCases('shopify/callback'))('callback: %s', (_name, signed) => {
    const pairs = new URL(signed.url).search.slice(1).split('&');
    const text = pairs.filter((pair) => !pair.startsWith('hmac=')).sort();
    const made = createHmac('sha256', signed.secret).update(text.join('&')).digest('hex');
    expect(pairs).toContain(`hmac=${made}`);
  });
});

it('the published signature is what it was', () => {
  const [[, published] = []] = signedCases('shopify/callback');
  expect(new URL(published?.url ?? '').searchParams.get('hmac')).toBe(
    '700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf',
  );
});
