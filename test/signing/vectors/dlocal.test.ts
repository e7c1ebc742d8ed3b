import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("dLocal's documented formula signs the vectors alike", () => {
  it.each([...signedCases('dlocal/request'), ...signedCases('dlocal/notification')])(
    'login, date and body: %s',
    (_name, signed) => {
      const mac = createHmac('sha256', signed.secret)
        .update(signed.header('x-login'))
        .update(signed.header('x-date'))
        .update(signed.body);
      expect(`V2-HMAC-SHA256, Signature: ${mac.digest('hex')}`).toBe(signed.header('authorization'));
    },
  );

  it.each(signedCases('dlocal/payout'))('the body of a payout: %s', (_name, signed) => {
    expect(createHmac('sha256', signed.secret).update(signed.body).digest('hex')).toBe(
      signed.header('payload-signature'),
    );
  });
});
