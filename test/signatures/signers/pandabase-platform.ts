import type { Signer } from '../signer.js';
import { inHeader, recipe } from '../signer.js';
import { joined, leaf } from '../recipe.js';
import { jsonBody, letters, maybeQuery, moment, path } from '../values.js';

const signer: Signer = {
  pack: 'pandabase',
  draft(random) {
    const secret = `psk_live_errdoctor${letters(random, 24)}`;
    const provisioning = `mpk_errdoctor${letters(random, 24)}`;
    const time = String(moment(random));
    const method = random.pick(['GET', 'POST', 'POST', 'POST', 'DELETE']);
    const call = {
      method,
      host: random.pick(['api.pandabase.io', 'sandbox-api.pandabase.io']),
      path: path(random, '/v2/platforms', ['intents', 'merchants', 'balances', 'transfers']),
      ...maybeQuery(random),
      ...(method === 'POST' && { body: jsonBody(random) }),
      headers: [
        ['Authorization', `Platform plt_errdoctor${letters(random, 16)}`],
        ['X-Request-Timestamp', time],
        ...(method === 'POST' ? [['Content-Type', 'application/json'] as const] : []),
      ] as [string, string][],
    };
    return {
      call,
      given: secret,
      others: [provisioning],
      time: 'ms',
      carry: inHeader('X-Platform-Signature'),
      recipe: recipe({
        parts: { method, path: call.path, time, body: call.body ?? '' },
        message: ({ method = '', path = '', time = '', body = '' }) =>
          joined('lines', '\n', [
            leaf('method', method),
            leaf('path', path),
            leaf('time', time),
            joined('body hash', '', [leaf('body', body)], { digest: 'sha256', form: 'hex' }),
          ]),
        secret,
        digest: 'sha512',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
