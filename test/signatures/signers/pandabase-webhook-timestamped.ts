import { delivery } from '../delivery.js';
import { hex, hmac, joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'pandabase',
  draft(random) {
    const secret = `whs_errdoctor${letters(random, 20)}`;
    const time = String(moment(random));
    const call = delivery(random, [
      ['X-Pandabase-Timestamp', time],
      ['X-Pandabase-Idempotency', `evt_${random.hex(12)}`],
    ]);
    return {
      call,
      given: secret,
      others: [],
      time: 'ms',
      // An older page has the body alone signed, in the same header.
      alsoRight: [hex(hmac('sha256', secret, call.body))],
      carry: inHeader('X-Pandabase-Signature'),
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
