import { hostOf } from '../../exchange/request-url.js';
import { environmentOf } from '../../facts/host-names.js';
import type { GivenSecret } from '../given.js';
import { remarkWords } from '../hygiene-words.js';
import { computationOf } from '../mac.js';
import type { Part, Scheme, Step } from '../scheme.js';
import { isSuspicious, secretHygiene } from '../secret-hygiene.js';
import { type Check, type CheckContext, check } from './check.js';

/** What the key is; nothing can be seen of it without the secret. */
export function keyCheck({ scheme }: CheckContext): Check {
  return check('key', 'cannot tell', `The key is ${keyWords(scheme)}.`, '--secret-env NAME tests it.');
}

/** How a secret that was given is written, without showing it. */
export function secretCheck(
  { value, source, ...rest }: GivenSecret,
  { scheme, pack, facts }: Pick<CheckContext, 'scheme' | 'pack' | 'facts'>,
): Check {
  const host = hostOf(facts.exchange.request);
  const environment = (host === undefined ? undefined : environmentOf(pack, host)) ?? facts.stated.env;
  const { bytes, remarks } = secretHygiene({ value, ...rest }, { scheme, pack, environment });
  const suspicious = remarks.some(isSuspicious);
  // What calls for a change comes first.
  const sorted = remarks.toSorted((a, b) => Number(isSuspicious(b)) - Number(isSuspicious(a)));
  const words = sorted.map((remark) => `it ${remarkWords(remark)}`);
  return check(
    'secret',
    suspicious ? 'wrong' : 'ok',
    `The secret from ${source} has ${bytes} bytes${words.length > 0 ? `: ${words.join('; ')}` : ' and looks as it should'}.`,
  );
}

function keyWords({ mac, key, secret }: Scheme): string {
  const name = secret?.name ?? 'secret';
  if (!computationOf(mac)) return `the provider's public key (${name})`;
  const steps = stepsOf(key);
  if (!steps) return `derived from the ${name} in the documented steps`;
  const prefix = secret?.prefixes?.length ? `, ${secret.prefixes.join(' or ')} included` : '';
  if (steps.length === 0) return `the text of the ${name} as it is${prefix}, not decoded and not hashed`;
  return `the ${name} ${steps.map(stepWords).join(', then ')}`;
}

/** The steps that the secret goes through; undefined where more than the secret goes into the key. */
function stepsOf(key: Part | undefined): readonly Step[] | undefined {
  if (key === undefined) return [];
  return typeof key === 'object' && 'secret' in key ? (key.then ?? []) : undefined;
}

function stepWords(step: Step): string {
  if (step === 'unhex') return 'decoded from hex to bytes';
  if (step === 'unbase64') return 'decoded from base64 to bytes';
  if (typeof step === 'object' && 'unprefix' in step) return `without ${step.unprefix}`;
  return typeof step === 'string' ? `in ${step}` : 'taken apart as documented';
}
