import { url } from '../call.js';
import { delivery } from '../delivery.js';
import { joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters } from '../values.js';

const signer: Signer = {
  pack: 'square',
  draft(random) {
    const secret = `errdoctor${letters(random, 13)}`;
    const call = delivery(random, []);
    return {
      call,
      given: secret,
      others: [],
      carry: inHeader('x-square-hmacsha256-signature'),
      recipe: recipe({
        parts: { url: url(call), body: call.body },
        message: ({ url = '', body = '' }) => joined('message', '', [leaf('url', url), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
