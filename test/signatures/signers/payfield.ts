import { base64, hmac, joined, leaf } from '../recipe.js';
import { jsonRequest } from '../requests.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'payfield',
  draft(random) {
    const secret = `pf_secret_errdoctor${letters(random, 20)}`;
    const key = `pf_key_errdoctor${letters(random, 16)}`;
    const iso = random.chance(0.5);
    const now = moment(random);
    const time = iso ? `${new Date(now).toISOString().slice(0, 19)}Z` : String(Math.floor(now / 1000));
    const call = jsonRequest(random, {
      host: 'pay.payfield.example',
      base: '/api/v1',
      resources: ['external/payouts', 'external/deposits', 'external/balance'],
    });
    call.headers.push(['X-API-Key', key], ['X-Timestamp', time]);
    return {
      call,
      given: secret,
      others: [key],
      time: iso ? 'iso' : 's',
      // How the digest is written is not said.
      alsoRight: [base64(hmac('sha256', secret, time + (call.body ?? '')))],
      carry: inHeader('X-Signature'),
      recipe: recipe({
        parts: { time, body: call.body ?? '' },
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
