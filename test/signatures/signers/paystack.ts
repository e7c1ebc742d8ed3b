import { delivery } from '../delivery.js';
import { leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';

const signer: Signer = {
  pack: 'paystack',
  draft(random) {
    const secret = `sk_test_errdoctor${random.hex(24)}`;
    const call = delivery(random, []);
    return {
      call,
      given: secret,
      others: [],
      carry: inHeader('x-paystack-signature'),
      recipe: recipe({
        parts: { body: call.body },
        message: ({ body = '' }) => leaf('body', body),
        secret,
        digest: 'sha512',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
