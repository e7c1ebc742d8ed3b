import type { Call } from '../call.js';
import { joined, leaf } from '../recipe.js';
import { recipe, type Signer } from '../signer.js';
import { formPairs, letters, moment, pairsText } from '../values.js';

const signer: Signer = {
  pack: 'binance',
  draft(random) {
    const secret = `errdoctor${letters(random, 55)}`;
    const key = `errdoctor${letters(random, 55)}`;
    const pairs = formPairs(random);
    const inQuery = random.chance(0.5) ? pairs.splice(0, 1) : [];
    const body = pairsText([...pairs, ['recvWindow', '5000'], ['timestamp', String(moment(random))]]);
    const call: Call = {
      method: 'POST',
      host: random.pick(['api.binance.com', 'testnet.binance.vision']),
      path: random.pick(['/api/v3/order', '/sapi/v1/capital/withdraw/apply']),
      ...(inQuery.length > 0 && { query: pairsText(inQuery) }),
      headers: [
        ['X-MBX-APIKEY', key],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body,
    };
    return {
      call,
      given: secret,
      others: [key],
      carry: (call, signature) => {
        call.body += `&signature=${encodeURIComponent(signature)}`;
      },
      recipe: recipe({
        parts: { query: call.query ?? '', body },
        message: ({ query = '', body = '' }) =>
          joined('message', '', [leaf('query', query), leaf('body', body)]),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
