import { joined, leaf } from '../recipe.js';
import { jsonRequest } from '../requests.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'bybit',
  draft(random) {
    const secret = `errdoctor${letters(random, 27)}`;
    const key = `errdoctor${letters(random, 9)}`;
    const time = String(moment(random));
    const window = random.pick(['5000', '10000', '20000']);
    const call = jsonRequest(random, {
      host: random.pick(['api.bybit.com', 'api-testnet.bybit.com']),
      base: '/v5',
      resources: ['order/create', 'order/realtime', 'account/wallet-balance'],
    });
    if (call.body === undefined) call.method = 'GET';
    else call.method = 'POST';
    call.headers.push(['X-BAPI-API-KEY', key], ['X-BAPI-TIMESTAMP', time], ['X-BAPI-RECV-WINDOW', window]);
    const data: Record<string, string> =
      call.body === undefined ? { query: call.query ?? '' } : { body: call.body };
    return {
      call,
      given: secret,
      others: [key],
      time: 'ms',
      carry: inHeader('X-BAPI-SIGN'),
      recipe: recipe({
        parts: { time, key, window, ...data },
        message: ({ time = '', key = '', window = '', query = '', body = '' }) =>
          joined('message', '', [
            leaf('time', time),
            leaf('key', key),
            leaf('window', window),
            leaf(call.body === undefined ? 'query' : 'body', query + body),
          ]),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
