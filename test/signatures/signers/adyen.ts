import type { Call } from '../call.js';
import { bytes, joined, leaf, unhex } from '../recipe.js';
import { recipe, type Signer } from '../signer.js';
import { letters } from '../values.js';

const PLACE = 'HERE-STANDS-THE-SIGNATURE';

const signer: Signer = {
  pack: 'adyen',
  draft(random) {
    const secret = random.hex(64).toUpperCase();
    const fields = {
      pspReference: letters(random, 16).toUpperCase(),
      originalReference: random.chance(0.3) ? letters(random, 16).toUpperCase() : '',
      merchantAccountCode: 'ErrdoctorExampleECOM',
      merchantReference: random.pick([`order-${random.digits(5)}`, `order:${random.digits(4)}`, 'café/1']),
      value: String(random.between(100, 99_999)),
      currency: random.pick(['EUR', 'USD']),
      eventCode: random.pick(['AUTHORISATION', 'CAPTURE', 'REFUND']),
      success: random.pick(['true', 'false']),
    };
    const { value, currency, originalReference, ...others } = fields;
    const item = {
      additionalData: { hmacSignature: PLACE },
      amount: { currency, value: Number(value) },
      eventDate: '2026-09-21T12:26:40+02:00',
      ...others,
      ...(originalReference && { originalReference }),
      operations: ['CANCEL'],
      paymentMethod: 'visa',
      reason: '033899:1111:03/2030',
    };
    const call: Call = {
      method: 'POST',
      host: 'hooks.shop.example',
      path: '/adyen/notifications',
      headers: [['Content-Type', 'application/json; charset=utf-8']],
      body: bytes(
        JSON.stringify(
          { live: 'false', notificationItems: [{ NotificationRequestItem: item }] },
          null,
          random.pick([0, 0, 2]),
        ),
      ),
    };
    return {
      call,
      given: secret,
      others: [`AQE${letters(random, 40)}`],
      carry: (call, signature) => {
        call.body = call.body?.replace(PLACE, () => signature);
      },
      recipe: recipe({
        parts: {},
        message: () =>
          joined(
            'fields',
            ':',
            Object.entries(fields).map(([name, text]) => leaf(name, bytes(text))),
          ),
        secret,
        key: unhex,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
