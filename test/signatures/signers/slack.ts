import { delivery } from '../delivery.js';
import { joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { moment } from '../values.js';

const signer: Signer = {
  pack: 'slack',
  draft(random) {
    const secret = random.hex(32);
    const time = String(Math.floor(moment(random) / 1000));
    const call = delivery(random, [['X-Slack-Request-Timestamp', time]]);
    return {
      call,
      given: secret,
      others: [],
      time: 's',
      carry: inHeader('X-Slack-Signature', (text) => `v0=${text}`),
      recipe: recipe({
        parts: { time, body: call.body },
        message: ({ time = '', body = '' }) =>
          joined('message', ':', [leaf('version', 'v0'), leaf('time', time), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
