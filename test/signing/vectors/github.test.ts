import { createHmac } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("GitHub's own library signs the vectors alike", () => {
  // It signs no empty body.
  it.each(signedCases('github/webhook').filter(([, { body }]) => body))('%s', async (_name, signed) => {
    expect(signed.header('x-hub-signature-256')).toBe(await sign(signed.secret, signed.body));
  });
});

describe.each([
  ['webhook', 'sha256', 'x-hub-signature-256'],
  ['webhook-sha1', 'sha1', 'x-hub-signature'],
])('the documented formula gives the vectors of %s', (scheme, digest, header) => {
  it.each(signedCases(`github/${scheme}`))('%s', (_name, signed) => {
    const made = createHmac(digest, signed.secret).update(signed.body).digest('hex');
    expect(signed.header(header)).toBe(`${digest}=${made}`);
  });
});

it('the published signature is what it was', () => {
  const [[, published] = []] = signedCases('github/webhook');
  expect(published?.header('x-hub-signature-256')).toBe(
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  );
});
