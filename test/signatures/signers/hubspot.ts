import { url } from '../call.js';
import { delivery } from '../delivery.js';
import { joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { moment } from '../values.js';

const signer: Signer = {
  pack: 'hubspot',
  draft(random) {
    const secret = `errdoctor-${random.hex(8)}-${random.hex(12)}`;
    const time = String(moment(random));
    const call = delivery(random, [['X-HubSpot-Request-Timestamp', time]]);
    return {
      call,
      given: secret,
      others: [],
      time: 'ms',
      carry: inHeader('X-HubSpot-Signature-v3'),
      recipe: recipe({
        parts: { method: call.method, url: url(call), body: call.body, time },
        message: ({ method = '', url = '', body = '', time = '' }) =>
          joined('message', '', [
            leaf('method', method),
            leaf('url', url),
            leaf('body', body),
            leaf('time', time),
          ]),
        secret,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
