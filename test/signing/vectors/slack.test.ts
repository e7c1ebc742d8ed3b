import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("Slack's documented formula gives the vectors", () => {
  it.each(signedCases('slack/webhook'))('%s', (_name, signed) => {
    const text = `v0:${signed.header('x-slack-request-timestamp')}:${signed.body}`;
    const made = createHmac('sha256', signed.secret).update(text).digest('hex');
    expect(signed.header('x-slack-signature')).toBe(`v0=${made}`);
  });
});

it('the published signature is what it was', () => {
  const [[, published] = []] = signedCases('slack/webhook');
  expect(published?.header('x-slack-signature')).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});
