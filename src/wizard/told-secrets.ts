import { isSecretText } from '../exchange/credential-ranges.js';
import { isSecretHeader, isSecretMember } from '../exchange/secret-names.js';
import type { GivenSecret } from '../signing/given.js';
import type { Case } from './case.js';

/** Facts that quote a message, whose last part may be the name of a credential. */
const QUOTES = /^(?:request|response)\./;

/** Whether what is told of a fact is a secret by the fact's name, as with `request.header.authorization`. */
export function isSecretFact(fact: string): boolean {
  const name = fact.split('.').at(-1) ?? '';
  return QUOTES.test(fact) && (isSecretHeader(name) || isSecretMember(name));
}

/** Secrets among what was told of a call: no recording holds them, so masks have to be told of them. */
export function toldSecrets({ options: { answers = {} } }: Pick<Case, 'options'>): GivenSecret[] {
  return Object.entries(answers).flatMap(([fact, value]) =>
    isSecretFact(fact) && typeof value === 'string' && isSecretText(value)
      ? [{ value: Buffer.from(value).toString('latin1'), source: 'an answer' }]
      : [],
  );
}
