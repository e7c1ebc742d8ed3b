import { url } from '../call.js';
import { delivery } from '../delivery.js';
import { hash, hex, joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';

const signer: Signer = {
  pack: 'twilio',
  draft(random) {
    const secret = random.hex(32);
    const call = delivery(random, []);
    call.query = `${call.query === undefined ? '' : `${call.query}&`}bodySHA256=${hex(hash('sha256', call.body))}`;
    return {
      call,
      given: secret,
      others: [`SK${random.hex(32)}`],
      carry: inHeader('X-Twilio-Signature'),
      recipe: recipe({
        parts: { url: url(call) },
        message: ({ url = '' }) => joined('message', '', [leaf('url', url)]),
        secret,
        digest: 'sha1',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
