import { delivery } from '../delivery.js';
import { joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { base64Text, moment } from '../values.js';

const signer: Signer = {
  pack: 'zendesk',
  draft(random) {
    const secret = `errdoctor${base64Text(random, 24)}`;
    const time = `${new Date(moment(random)).toISOString().slice(0, 19)}Z`;
    const call = delivery(random, [['X-Zendesk-Webhook-Signature-Timestamp', time]]);
    return {
      call,
      given: secret,
      others: [],
      time: 'iso',
      carry: inHeader('X-Zendesk-Webhook-Signature'),
      recipe: recipe({
        parts: { time, body: call.body },
        message: ({ time = '', body = '' }) =>
          joined('message', '', [leaf('time', time), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
