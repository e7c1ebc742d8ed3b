import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

// Its default export reads otherwise in Node.js than in bundlers; `require` has one form.
const { default: HmacValidator } = createRequire(import.meta.url)(
  '@adyen/api-library/lib/src/utils/hmacValidator.js',
) as typeof import('@adyen/api-library/lib/src/utils/hmacValidator.js', { with: {
  'resolution-mode': 'require',
}});
const validator = new HmacValidator();

describe("Adyen's own library signs the vectors alike", () => {
  it.each(signedCases('adyen/webhook'))('standard webhook: %s', (_name, signed) => {
    const [{ NotificationRequestItem: item }] = JSON.parse(signed.body).notificationItems;
    expect(validator.calculateHmac(item, signed.secret)).toBe(item.additionalData.hmacSignature);
  });

  it.each(signedCases('adyen/platform-webhook'))('platform webhook: %s', (_name, signed) => {
    expect(validator.calculateHmac(signed.body, signed.secret)).toBe(signed.header('hmacsignature'));
  });
});
