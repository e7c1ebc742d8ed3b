import type { Diagnosis } from '../../../diagnose.js';
import { createMask } from '../../../report/mask.js';
import { stripControls } from '../../../report/strip-controls.js';
import { signatureReport } from '../../../signing/finding-words.js';
import { DEFAULT_DEPTH, type GivenSecret, secretsGiven } from '../../../signing/given.js';
import { type Case, settle } from '../../../wizard/case.js';
import { readSecrets } from '../../read-secrets.js';
import { UsageError } from '../../usage-error.js';
import type { Offer, OfferSetting } from '../offer.js';
import type { Reply } from '../prompts.js';

type Source = 'typed' | 'variable' | 'file';

/** Recomputes the signature: takes the secret, which is only ever held in memory. */
const signature: Offer = {
  label({ diagnosis }) {
    return diagnosis.facts.stated.signature?.is === 'no-secret' ? 'recompute the signature' : undefined;
  },

  async take(setting) {
    const { prompts, asides, session } = setting;
    for (;;) {
      const source = await prompts.choose<Source>('Where is the secret?', SOURCES, asides);
      if (source.is !== 'answer') return source;
      const given = await readFrom[source.value](setting);
      if (given.is === 'back') continue;
      if (given.is !== 'answer') return given;
      const then = withSecret(session.one, given.value);
      await prompts.show(['The signature is recomputed. The search for a mistake may take some seconds.']);
      const says = verdictOn(await setting.examine(then), given.value, setting);
      await prompts.show(says);
      const words = `the secret, from ${given.value.source}`;
      return { is: 'answer', value: { words, says, then } };
    }
  },
};

export default signature;

const SOURCES = [
  { value: 'typed' as const, label: 'I type or paste it here', hint: 'it is not shown' },
  { value: 'variable' as const, label: 'in a variable of this shell' },
  { value: 'file' as const, label: 'in a file' },
];

const readFrom: Readonly<Record<Source, (setting: OfferSetting) => Promise<Reply<GivenSecret>>>> = {
  async typed({ prompts, asides }) {
    const reply = await prompts.secret('The secret:', asides);
    if (reply.is !== 'answer') return reply;
    if (reply.value.trim() === '') return { is: 'back' };
    const value = Buffer.from(reply.value).toString('latin1');
    return { is: 'answer', value: { value, source: 'the prompt' } };
  },

  variable: (setting) =>
    named('The name of the variable:', (name) => readSecrets({ secretEnv: [name] }, setting.io), setting),

  file: (setting) =>
    named('The path of the file:', (path) => readSecrets({ secretFile: [path] }, setting.io), setting),
};

/** What is typed may be the secret itself: it is not repeated, neither here nor by the reader. */
async function named(
  question: string,
  read: (name: string) => readonly GivenSecret[],
  { prompts, asides }: OfferSetting,
): Promise<Reply<GivenSecret>> {
  const check = (name: string) => {
    try {
      read(name);
      return undefined;
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
  };
  const reply = await prompts.text(question, { asides, check });
  if (reply.is !== 'answer') return reply;
  const [secret] = read(reply.value);
  return secret ? { is: 'answer', value: secret } : { is: 'back' };
}

function withSecret(one: Case, secret: GivenSecret): Case {
  const { signing = { secrets: [], depth: DEFAULT_DEPTH } } = one.options;
  const then = settle(one, 'secret');
  return {
    ...then,
    options: { ...then.options, signing: { ...signing, secrets: [...signing.secrets, secret] } },
  };
}

/** What the search came to, in one sentence; the mask does not know the new secret yet. */
function verdictOn({ facts, pack }: Diagnosis, secret: GivenSecret, { mask }: OfferSetting): string[] {
  const { signature: found } = facts.stated;
  if (!found || !pack) return [];
  const { says } = signatureReport(pack.settings, found, facts);
  const own = createMask(secretsGiven([secret]));
  return [own.text(mask.text(stripControls(says, 'join')))];
}
