import { delivery } from '../delivery.js';
import { leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';

const signer: Signer = {
  pack: 'shopify',
  draft(random) {
    const secret = `shpss_${random.hex(32)}`;
    const call = delivery(random, [
      ['X-Shopify-Topic', 'orders/create'],
      ['X-Shopify-Shop-Domain', 'errdoctor-example.myshopify.com'],
    ]);
    return {
      call,
      given: secret,
      others: [],
      carry: inHeader('X-Shopify-Hmac-Sha256'),
      recipe: recipe({
        parts: { body: call.body },
        message: ({ body = '' }) => leaf('body', body),
        secret,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
