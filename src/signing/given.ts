import { isSecretText } from '../exchange/credential-ranges.js';
import { Secret, type SecretSettings } from '../exchange/secret.js';
import { knownPrefix, maskOf } from '../exchange/secret-shapes.js';

/** How many simultaneous mistakes are tried unless told otherwise. */
export const DEFAULT_DEPTH = 3;

/** What the user gave so that signatures can be checked. */
export interface SigningOptions {
  readonly secrets: readonly GivenSecret[];
  /** What the user's program logged before it signed, as a byte string. */
  readonly stringToSign?: string;
  /** How many simultaneous mistakes are tried. */
  readonly depth: number;
  /** When the search gives up. */
  readonly timeoutSeconds?: number;
  /** Shared memory: the search stops as soon as the first number is not 0. */
  readonly stop?: Int32Array;
}

/** A secret, or a public key's PEM. */
export interface GivenSecret {
  /** Id of the only scheme that it is for. */
  readonly scheme?: string;
  /** A byte string (see scheme.ts). */
  readonly value: string;
  /** Where it comes from, for the user: `the variable SHOP_SECRET`. */
  readonly source: string;
  /** The final line break of its file that is not part of `value`. */
  readonly strippedNewline?: '\n' | '\r\n';
}

/** Whether a text holds one of the secrets, as it is or encoded, so that not even its ends may be shown. */
export function holdsSecret(text: string, secrets: readonly GivenSecret[]): boolean {
  return secrets.some(({ value }) => {
    const bytes = Buffer.from(value, 'latin1');
    const forms = [value, bytes.toString('hex'), bytes.toString('base64').replace(/.?=*$/, '')];
    return forms.some((form) => form.length >= 4 && text.toLowerCase().includes(form.toLowerCase()));
  });
}

/** The secrets for a scheme: those that were given for it alone, else those for any. */
export function secretsFor(scheme: string, secrets: readonly GivenSecret[]): readonly GivenSecret[] {
  const own = secrets.filter((secret) => secret.scheme === scheme);
  return own.length > 0 ? own : secrets.filter((secret) => secret.scheme === undefined);
}

/**
 * What must not be printed because these secrets were given: each whole, without what stands around it (white space,
 * quotes, documented prefixes), line by line, and as the text of its bytes where it is no text. Stand-ins are left out.
 */
export function secretsGiven(
  secrets: readonly GivenSecret[],
  { prefixes = [] }: SecretSettings = {},
): Secret[] {
  const forms = new Set(secrets.flatMap(({ value }) => formsOf(value, prefixes)));
  return [...forms].filter(isSecretText).map((form) => new Secret(form, maskOf(form, prefixes)));
}

function formsOf(value: string, prefixes: readonly string[]): string[] {
  const bytes = Buffer.from(value, 'latin1');
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(bytes);
  if (!isText) return [bytes.toString('hex'), bytes.toString('base64')];
  const lines = text.split(/[\r\n]+/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
  const bare = text.trim().replace(/^(["'`])(.*)\1$/s, '$2');
  const starts = [knownPrefix(bare), ...prefixes].filter(
    (prefix) => prefix !== '' && bare.startsWith(prefix),
  );
  const rest = starts.map((prefix) => bare.slice(prefix.length));
  return [text, bare, ...lines, ...rest].filter((form) => form.length > 0);
}
