import { createHash } from 'node:crypto';
import { ALWAYS, type CauseSource } from '../cause.js';
import type { Draft } from '../calls/draft.js';
import { documentedSigning, routes, signer, type Signing } from '../calls/pandabase.js';
import { codedCase } from '../calls/pandabase-answers.js';
import { type AnyOf, findField } from '../exchange.js';
import type { Random } from '../random.js';

/**
 * SIGNATURE_MISMATCH. The code names the mismatch; of the seven ways to it only one shows in the shape of the
 * signature. The others are made as well: there the general cause is the right answer, and the true one too.
 */

const GENERAL = 'pandabase/signature-mismatch';
const SHAPE: AnyOf = [['value:x-platform-signature']];

type Mistake = (signing: Signing, draft: Draft, random: Random) => Signing;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const signed =
  (canonical: Signing['canonical']): Mistake =>
  (signing) => ({ ...signing, canonical });
const lines = (draft: Draft, body: string, timestamp: string) => [
  draft.method,
  draft.path,
  timestamp,
  sha256(body),
];

/** Looks like a right signature from outside. */
const hidden: Readonly<Record<string, readonly Mistake[]>> = {
  'pandabase/signature-mismatch': [
    (signing) => ({ ...signing, secret: 'psk_live_errdoctor_of_another_platform' }),
  ],
  'pandabase/sig-secret-transformed': [
    (signing) => ({ ...signing, key: (secret) => `${secret}\n` }),
    (signing) => ({ ...signing, key: (secret) => createHash('sha256').update(secret).digest() }),
    (signing) => ({ ...signing, key: (secret) => secret.replace('psk_live_', '') }),
  ],
  'pandabase/sig-canonical-layout': [
    signed((draft, body, time) => lines(draft, body, time).join('\\n')),
    signed((draft, body, time) => lines(draft, body, time).join('\r\n')),
    signed((draft, body, time) => `${lines(draft, body, time).join('\n')}\n`),
  ],
  'pandabase/sig-method-case': [
    signed((draft, body, time) =>
      lines({ ...draft, method: draft.method.toLowerCase() }, body, time).join('\n'),
    ),
  ],
  'pandabase/sig-path': [
    signed((draft, body, time) =>
      lines({ ...draft, path: `https://${draft.host}${draft.path}` }, body, time).join('\n'),
    ),
    signed((draft, body, time) =>
      lines({ ...draft, path: draft.path.replace('/v2', '') }, body, time).join('\n'),
    ),
  ],
  'pandabase/sig-body-hash': [
    signed((draft, body, time) => lines(draft, `${body} `, time).join('\n')),
    signed((draft, body, time) => lines(draft, body || '{}', time).join('\n')),
  ],
  'pandabase/sig-timestamp-differs': [
    signed((draft, body, time) => lines(draft, body, String(Math.floor(Number(time) / 1000))).join('\n')),
    signed((draft, body, time) => lines(draft, body, String(Number(time) + 3)).join('\n')),
  ],
};

function mismatch(id: string, mistakes: readonly Mistake[]): CauseSource {
  return {
    id,
    tells: SHAPE,
    weight: 0.7,
    make(random, words) {
      const draft = random.pick([routes.intent, routes.merchant, routes.balance, routes.refund])(random);
      draft.sign = signer(random.pick(mistakes)(documentedSigning(random), draft, random));
      const made = { code: 'SIGNATURE_MISMATCH', status: 401, draft, random, words, tells: ALWAYS };
      return codedCase({ ...made, id: GENERAL, among: [GENERAL], accepts: [id] });
    },
  };
}

/** 64 hex characters where 128 are documented. */
const wrongAlgorithm: CauseSource = {
  id: 'pandabase/sig-wrong-algorithm',
  tells: SHAPE,
  make(random, words) {
    const draft = random.pick([routes.intent, routes.merchant, routes.balance, routes.refund])(random);
    draft.sign = signer({ ...documentedSigning(random), digest: 'sha256' });
    const made = { code: 'SIGNATURE_MISMATCH', status: 401, draft, random, words, tells: SHAPE };
    return codedCase({ ...made, id: this.id, among: [this.id, GENERAL], general: GENERAL, wording: GENERAL });
  },
};

/** Base64 of the right bytes: no special cause of the sheet, and it shows. */
const otherEncoding: CauseSource = {
  id: GENERAL,
  tells: SHAPE,
  weight: 0.7,
  make(random, words) {
    const draft = random.pick([routes.intent, routes.balance])(random);
    const sign = signer({ ...documentedSigning(random), encoding: 'base64' });
    draft.sign = (one, body) => {
      sign(one, body);
      if (random.chance(0.2)) {
        const field = findField(one.headers, 'x-platform-signature');
        if (field) field[1] = `sha512=${field[1]}`;
      }
    };
    const made = { code: 'SIGNATURE_MISMATCH', status: 401, draft, random, words, tells: ALWAYS };
    return codedCase({ ...made, id: GENERAL, among: [GENERAL] });
  },
};

export const signatures: readonly CauseSource[] = [
  wrongAlgorithm,
  otherEncoding,
  ...Object.entries(hidden).map(([id, mistakes]) => mismatch(id, mistakes)),
];
