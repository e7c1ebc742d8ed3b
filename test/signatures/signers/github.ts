import { delivery } from '../delivery.js';
import { leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { letters } from '../values.js';

const signer: Signer = {
  pack: 'github',
  draft(random) {
    const secret = `errdoctor ${letters(random, 10)}${random.pick(['', '#1', '$5', '%2B', '+/='])}`;
    const call = delivery(random, [
      ['User-Agent', 'GitHub-Hookshot/errdoctor'],
      ['X-GitHub-Event', 'push'],
      ['X-GitHub-Delivery', random.hex(32)],
    ]);
    return {
      call,
      given: secret,
      others: [],
      carry: inHeader('X-Hub-Signature-256', (text) => `sha256=${text}`),
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
