import { joined, leaf } from '../recipe.js';
import { jsonRequest } from '../requests.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'dlocal',
  draft(random) {
    const secret = `errdoctor${letters(random, 31)}`;
    const transKey = `errdoctor${letters(random, 10)}`;
    const login = `errdoctor${letters(random, 8)}`;
    const time = new Date(moment(random)).toISOString();
    const call = jsonRequest(random, {
      host: random.pick(['api.dlocal.com', 'sandbox.dlocal.com']),
      base: '',
      resources: ['payments', 'refunds', 'payments-methods'],
    });
    call.headers.push(['X-Date', time], ['X-Login', login], ['X-Trans-Key', transKey], ['X-Version', '2.1']);
    return {
      call,
      given: secret,
      others: [transKey],
      time: 'iso-ms',
      carry: inHeader('Authorization', (text) => `V2-HMAC-SHA256, Signature: ${text}`),
      recipe: recipe({
        parts: { login, time, body: call.body ?? '' },
        message: ({ login = '', time = '', body = '' }) =>
          joined('message', '', [leaf('login', login), leaf('time', time), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
