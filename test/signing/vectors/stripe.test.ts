import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

const { webhooks } = new Stripe('sk_test_errdoctorexample');

describe("Stripe's own library", () => {
  it.each(signedCases('stripe/webhook'))('signs alike: %s', (_name, signed) => {
    const sent = signed.header('stripe-signature').split(',');
    const timestamp = Number(sent[0]?.slice('t='.length));
    const { body: payload, secret } = signed;
    const made = webhooks.generateTestHeaderString({ payload, secret, timestamp });
    expect(sent).toEqual(expect.arrayContaining(made.split(',')));
  });

  // It takes no delivery without a body.
  it.each(signedCases('stripe/webhook').filter(([, { body }]) => body))('accepts: %s', (_name, signed) => {
    const event = webhooks.constructEvent(signed.body, signed.header('stripe-signature'), signed.secret, 0);
    expect(event).toEqual(JSON.parse(signed.body));
  });
});
