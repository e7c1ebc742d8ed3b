import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe("Zendesk's documented formula signs the vectors alike", () => {
  it.each(signedCases('zendesk/webhook'))('%s', (_name, signed) => {
    const timestamp = signed.header('x-zendesk-webhook-signature-timestamp');
    expect(createHmac('sha256', signed.secret).update(timestamp).update(signed.body).digest('base64')).toBe(
      signed.header('x-zendesk-webhook-signature'),
    );
  });

  it('an older edition of the page has the body first, and its sample verifies in no other order', () => {
    const [body, timestamp] = ['{"say": "hello"}', '2021-07-25T10:00:00Z'];
    const sign = (text: string) =>
      createHmac('sha256', 'HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA=').update(text).digest('base64');
    expect(sign(body + timestamp)).toBe('tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw=');
    expect(sign(timestamp + body)).not.toBe('tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw=');
  });
});
