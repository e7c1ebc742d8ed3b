import { delivery } from '../delivery.js';
import { joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'pandabase',
  draft(random) {
    const secret = `whs_errdoctor${letters(random, 20)}`;
    const time = String(moment(random));
    const call = delivery(random, [
      ['Webhook-Id', `evt_${random.hex(12)}`],
      ['Webhook-Timestamp', time],
    ]);
    return {
      call,
      given: secret,
      others: [],
      time: 'ms',
      carry: inHeader('Webhook-Signature'),
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
