import { delivery } from '../delivery.js';
import { leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters, moment } from '../values.js';

const signer: Signer = {
  pack: 'pandabase',
  draft(random) {
    const secret = `whs_errdoctor${letters(random, 20)}`;
    const call = delivery(random, [
      ['X-Pandabase-Timestamp', String(moment(random))],
      ['X-Pandabase-Idempotency', `evt_${random.hex(12)}`],
    ]);
    return {
      call,
      given: secret,
      others: [],
      carry: inHeader('X-Pandabase-Signature'),
      recipe: recipe({
        parts: { body: call.body },
        message: ({ body = '' }) => leaf('body', body),
        secret,
        digest: 'sha256',
        encode: 'hex',
      }),
    };
  },
};
export default signer;
