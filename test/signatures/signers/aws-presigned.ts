import type { Call } from '../call.js';
import type { Signer } from '../signer.js';
import { accessKey, address, bodyHash, scope, sigv4 } from '../sigv4.js';

const signer: Signer = {
  pack: 'aws',
  draft(random) {
    const { id, secret } = accessKey(random);
    const where = scope(random);
    const call: Call = { method: random.pick(['GET', 'GET', 'PUT']), ...address(random, where), headers: [] };
    call.query = [
      ...(call.query === undefined ? [] : [call.query]),
      'X-Amz-Algorithm=AWS4-HMAC-SHA256',
      `X-Amz-Credential=${encodeURIComponent(`${id}/${where.text}`)}`,
      `X-Amz-Date=${where.time}`,
      `X-Amz-Expires=${random.pick([60, 900, 3600])}`,
      'X-Amz-SignedHeaders=host',
    ].join('&');
    return {
      call,
      given: secret,
      others: [],
      time: 'basic',
      carry: (call, signature) => {
        call.query += `&X-Amz-Signature=${encodeURIComponent(signature)}`;
      },
      recipe: sigv4(
        secret,
        call,
        where,
        [['host', call.host]],
        where.service === 's3' ? 'UNSIGNED-PAYLOAD' : bodyHash(''),
      ),
    };
  },
};
export default signer;
