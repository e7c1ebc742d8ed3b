import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("Paystack's documented formula signs the vectors alike", () => {
  it.each(signedCases('paystack/webhook'))('%s', (_name, signed) => {
    expect(createHmac('sha512', signed.secret).update(signed.body).digest('hex')).toBe(
      signed.header('x-paystack-signature'),
    );
  });
});
