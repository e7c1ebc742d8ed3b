import { joined, leaf, unbase64 } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { base64Text, formPairs, moment, pairsText } from '../values.js';

const signer: Signer = {
  pack: 'kraken',
  draft(random) {
    const secret = base64Text(random, 64);
    const key = base64Text(random, 42);
    const nonce = String(moment(random));
    const body = pairsText([['nonce', nonce], ...(random.chance(0.7) ? formPairs(random) : [])]);
    const path = `/0/private/${random.pick(['Balance', 'AddOrder', 'OpenOrders'])}`;
    return {
      call: {
        method: 'POST',
        host: 'api.kraken.com',
        path,
        headers: [
          ['API-Key', key],
          ['Content-Type', 'application/x-www-form-urlencoded'],
        ],
        body,
      },
      given: secret,
      others: [],
      carry: inHeader('API-Sign'),
      recipe: recipe({
        parts: { path, nonce, body },
        message: ({ path = '', nonce = '', body = '' }) =>
          joined('message', '', [
            leaf('path', path),
            joined('inner', '', [leaf('nonce', nonce), leaf('body', body)], {
              digest: 'sha256',
              form: 'bytes',
            }),
          ]),
        secret,
        key: unbase64,
        digest: 'sha512',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
