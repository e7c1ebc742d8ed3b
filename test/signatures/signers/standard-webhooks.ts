import { delivery } from '../delivery.js';
import { joined, leaf, unbase64 } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { base64Text, moment } from '../values.js';

const signer: Signer = {
  pack: 'standardwebhooks',
  draft(random) {
    const secret = `whsec_${base64Text(random, 24)}`;
    const time = String(Math.floor(moment(random) / 1000));
    const id = `msg_${random.hex(16)}`;
    const call = delivery(random, [
      ['webhook-id', id],
      ['webhook-timestamp', time],
    ]);
    return {
      call,
      given: secret,
      others: [],
      time: 's',
      carry: inHeader('webhook-signature', (text) => `v1,${text}`),
      recipe: recipe({
        parts: { id, time, body: call.body },
        message: ({ id = '', time = '', body = '' }) =>
          joined('message', '.', [leaf('id', id), leaf('time', time), leaf('body', body)]),
        secret,
        key: (text) => unbase64(text.replace(/^whsec_/, '')),
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
