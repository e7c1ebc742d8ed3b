import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("Twilio's own library signs the vectors alike", () => {
  it.each(signedCases('twilio/webhook'))('%s', (_name, signed) => {
    const url = new URL(signed.url);
    const parameters = new Map<string, string[]>();
    // The library adds nothing to a URL that names the hash of the body.
    const form = url.searchParams.has('bodySHA256') ? '' : signed.body;
    for (const [name, value] of new URLSearchParams(form))
      parameters.set(name, [...(parameters.get(name) ?? []), value]);

    expect(
      webhooks.getExpectedTwilioSignature(signed.secret, signed.url, Object.fromEntries(parameters)),
    ).toBe(signed.header('x-twilio-signature'));
    const hash = url.searchParams.get('bodySHA256');
    if (hash !== null) expect(webhooks.getExpectedBodyHash(signed.body)).toBe(hash);
  });
});
