import { delivery } from '../delivery.js';
import { base64, hmac, joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'contro',
  draft(random) {
    const secret = `whsec_errdoctor${letters(random, 20)}`;
    const time = String(Math.floor(moment(random) / 1000));
    const call = delivery(random, []);
    return {
      call,
      given: secret,
      others: [],
      time: 's',
      // How the digest is written is not said.
      alsoRight: [base64(hmac('sha256', secret, `${time}.${call.body}`))],
      carry: inHeader('X-Contro-Signature', (text) => `t=${time},v1=${text}`),
      recipe: recipe({
        parts: { time, body: call.body },
        message: ({ time = '', body = '' }) =>
          joined('message', '.', [leaf('time', time), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
