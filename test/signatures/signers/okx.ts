import { target } from '../call.js';
import { joined, leaf } from '../recipe.js';
import { jsonRequest } from '../requests.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'okx',
  draft(random) {
    const secret = random.hex(32).toUpperCase();
    const passphrase = `errdoctor${letters(random, 6)}`;
    const time = new Date(moment(random)).toISOString();
    const call = jsonRequest(random, {
      host: 'www.okx.com',
      base: '/api/v5',
      resources: ['trade/order', 'account/balance', 'trade/cancel-order'],
    });
    call.headers.push(
      ['OK-ACCESS-KEY', `errdoctor-${random.hex(12)}`],
      ['OK-ACCESS-TIMESTAMP', time],
      ['OK-ACCESS-PASSPHRASE', passphrase],
    );
    return {
      call,
      given: secret,
      others: [passphrase],
      time: 'iso-ms',
      carry: inHeader('OK-ACCESS-SIGN'),
      recipe: recipe({
        parts: { time, method: call.method, path: target(call), body: call.body ?? '' },
        message: ({ time = '', method = '', path = '', body = '' }) =>
          joined('message', '', [
            leaf('time', time),
            leaf('method', method),
            leaf('path', path),
            leaf('body', body),
          ]),
        secret,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
