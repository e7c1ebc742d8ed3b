import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe.each(['webhook', 'svix'])('the reference library signs the vectors of %s alike', (scheme) => {
  it.each(signedCases(`standardwebhooks/${scheme}`))('%s', (_name, signed) => {
    const time = new Date(Number(signed.header(`${scheme}-timestamp`)) * 1000);
    const made = new Webhook(signed.secret).sign(signed.header(`${scheme}-id`), time, signed.body);
    expect(signed.header(`${scheme}-signature`).split(' ')).toContain(made);
  });
});

it('the published signature is what it was', () => {
  const [[, published] = []] = signedCases('standardwebhooks/webhook');
  expect(published?.header('webhook-signature')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

describe('the public key verifies', () => {
  it.each(signedCases('standardwebhooks/public'))('%s', (_name, signed) => {
    const raw = Buffer.from(signed.secret.replace(/^whpk_/, ''), 'base64');
    const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
    const signature = Buffer.from(signed.header('webhook-signature').replace(/^v1a,/, ''), 'base64');
    const message = `${signed.header('webhook-id')}.${signed.header('webhook-timestamp')}.${signed.body}`;
    expect(verify(null, Buffer.from(message), key, signature)).toBe(true);
  });
});
