import { joined, leaf } from '../recipe.js';
import { recipe, type Signer } from '../signer.js';
import { formPairs, letters, moment, pairsText } from '../values.js';

const signer: Signer = {
  pack: 'binance',
  draft(random) {
    const secret = `errdoctor${letters(random, 55)}`;
    const key = `errdoctor${letters(random, 55)}`;
    const time = String(moment(random));
    const query = pairsText([...formPairs(random), ['recvWindow', '5000'], ['timestamp', time]]);
    const call = {
      method: random.pick(['GET', 'POST', 'DELETE']),
      host: random.pick(['api.binance.com', 'testnet.binance.vision']),
      path: random.pick(['/api/v3/order', '/api/v3/account', '/sapi/v1/capital/withdraw/apply']),
      query,
      headers: [['X-MBX-APIKEY', key]] as [string, string][],
    };
    return {
      call,
      given: secret,
      others: [key],
      carry: (call, signature) => {
        call.query += `&signature=${encodeURIComponent(signature)}`;
      },
      recipe: recipe({
        parts: { query, body: '' },
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
