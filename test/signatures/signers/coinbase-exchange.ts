import { target } from '../call.js';
import { joined, leaf, unbase64 } from '../recipe.js';
import { jsonRequest } from '../requests.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { base64Text, letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'coinbase-exchange',
  draft(random) {
    const secret = base64Text(random, 64);
    const passphrase = `errdoctor${letters(random, 6)}`;
    const time = String(Math.floor(moment(random) / 1000));
    const call = jsonRequest(random, {
      host: 'api.exchange.coinbase.com',
      base: '',
      resources: ['orders', 'accounts', 'fills'],
    });
    call.headers.push(
      ['CB-ACCESS-KEY', `errdoctor-${random.hex(12)}`],
      ['CB-ACCESS-TIMESTAMP', time],
      ['CB-ACCESS-PASSPHRASE', passphrase],
    );
    return {
      call,
      given: secret,
      others: [passphrase],
      time: 's',
      carry: inHeader('CB-ACCESS-SIGN'),
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
        key: unbase64,
        digest: 'sha256',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
