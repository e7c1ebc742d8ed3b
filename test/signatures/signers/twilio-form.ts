import { type Call, url } from '../call.js';
import { bytes, joined, leaf } from '../recipe.js';
import { inHeader, recipe, type Signer } from '../signer.js';
import { maybeQuery } from '../values.js';

const signer: Signer = {
  pack: 'twilio',
  draft(random) {
    const secret = random.hex(32);
    const pairs = random.shuffled<[string, string]>([
      ['CallSid', `CA${random.hex(32)}`],
      ['AccountSid', `AC${random.hex(32)}`],
      ['From', '+14155550123'],
      ['To', '+14155550199'],
      ['Body', random.pick(['Crème brûlée & café', 'yes', 'a/b?c=d', 'two  words '])],
      ['CallStatus', 'ringing'],
    ]);
    const call: Call = {
      method: 'POST',
      host: 'hooks.shop.example',
      path: random.pick(['/twilio/voice', '/sms', '/twilio/status/']),
      ...maybeQuery(random, 0.3),
      headers: [['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8']],
      body: new URLSearchParams(pairs).toString(),
    };
    return {
      call,
      given: secret,
      others: [`SK${random.hex(32)}`],
      carry: inHeader('X-Twilio-Signature'),
      recipe: recipe({
        parts: { url: url(call) },
        message: ({ url = '' }) =>
          joined('message', '', [
            leaf('url', url),
            joined(
              'pairs',
              '',
              [...pairs]
                .sort(([one], [other]) => (one < other ? -1 : 1))
                .map(([name, value]) => leaf(name, bytes(name + value))),
            ),
          ]),
        secret,
        digest: 'sha1',
        encode: 'base64',
      }),
    };
  },
};
export default signer;
