import { Signature } from '@hubspot/api-client/lib/src/utils/signature.js';
import { describe, expect, it } from 'vitest';
import { type ReadSignedCase, signedCases } from '../../support/signing-vectors.js';

describe("HubSpot's own library signs the vectors alike", () => {
  it.each(signedCases('hubspot/webhook'))('v3: %s', (_name, signed) => {
    expect(sign(signed, 'v3')).toBe(signed.header('x-hubspot-signature-v3'));
  });

  it.each(signedCases('hubspot/webhook-v2'))('%s', (_name, signed) => {
    expect(sign(signed, signed.header('x-hubspot-signature-version'))).toBe(
      signed.header('x-hubspot-signature'),
    );
  });
});

function sign(signed: ReadSignedCase, version: string): string {
  return Signature.getSignature(signed.method, version, {
    signature: '',
    clientSecret: signed.secret,
    url: signed.url,
    requestBody: signed.body,
    timestamp: Number(signed.header('x-hubspot-request-timestamp')),
  });
}
