import { delivery } from '../delivery.js';
import { base64, hmac, joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'payfield',
  draft(random) {
    const secret = `pf_secret_errdoctor${letters(random, 20)}`;
    const time = `${new Date(moment(random)).toISOString().slice(0, 19)}Z`;
    const call = delivery(random, [['X-Timestamp', time]]);
    return {
      call,
      given: secret,
      others: [],
      time: 'iso',
      // How the digest is written is not said.
      alsoRight: [base64(hmac('sha256', secret, time + call.body))],
      carry: inHeader('X-Signature'),
      recipe: recipe({
        parts: { time, body: call.body },
        message: ({ time = '', body = '' }) =>
          joined('message', '', [leaf('time', time), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
