import { isUtf8 } from 'node:buffer';
import { decodedBytes } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import { findPersonal } from '../exchange/named-secrets.js';
import { Secret, type SecretSettings, secretsIn, secretsOfAll } from '../exchange/secret.js';
import { isPlaceholder } from '../facts/placeholder.js';
import { formats } from '../input/formats.generated.js';
import { Input } from '../input/input.js';
import { readInput } from '../input/read-input.js';
import { literalFinder } from '../report/mask.js';
import { type Replacement, replacePacked } from './packed-bodies.js';
import { redactDumps } from './redact-dumps.js';
import { TextRedactor } from './redact-text.js';
import { isOurs, substitute } from './substitute.js';
import { undumped } from './undumped.js';
import { Unredactable } from './unredactable.js';

/** What one round unveils (a body inside a body) the next one masks; more rounds than this are a fault of ours. */
const ROUNDS = 5;
/** A shorter value may stand anywhere by chance. */
const TELLING = 8;

/**
 * A copy of a capture, in the same format, that holds no secret and leads to the same diagnosis. A copy of a copy is
 * equal to it. Nothing but secrets is touched: times, hosts, addresses and the provider's words stay.
 *
 * @param settings what the rule packs know of credentials
 * @param given secrets that are known from elsewhere
 * @throws UnreadableInput when no format fits, because then nobody knows what a secret is
 * @throws Unredactable when a secret cannot be taken out
 */
export function redactInput(
  input: Input,
  settings: SecretSettings,
  given: readonly Secret[] = [],
): Uint8Array {
  const secrets = [...given, ...secretsOfInput(input, settings)];
  let current = input;
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Input(input.name, redactOnce(current, settings, given));
    if (Buffer.compare(next.bytes, current.bytes) === 0) {
      refuseLeaks(secrets, next, settings);
      return asGiven(input, current.bytes);
    }
    current = next;
  }
  throw new Unredactable(`The copy of ${input.name} still changes after ${ROUNDS} rounds.`);
}

function redactOnce(input: Input, settings: SecretSettings, given: readonly Secret[]): Uint8Array {
  const { exchanges, format } = readInput(input, formats);
  const secrets = [...given, ...secretsOfInput(input, settings)];
  const redactor = (encoding: 'utf8' | 'latin1') => {
    const made = new TextRedactor(settings.prefixes ?? [], encoding, secrets);
    return (text: string) => made.redact(text);
  };
  const latin1 = redactor('latin1');
  const packed = replacePacked(exchanges, input.bytes, latin1);
  const bytes = replaced(input.bytes, packed);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'curl --trace') {
    return Buffer.from(redactDumps(buffer.toString('latin1'), latin1), 'latin1');
  }
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return Buffer.from(redactor(encoding)(buffer.toString(encoding)), encoding);
}

function secretsOfInput(input: Input, settings: SecretSettings): Secret[] {
  return secretsToReplace(readInput(input, formats).exchanges, input.text(), settings);
}

/** What a copy to share leaves out: secrets, and what is personal, of exchanges and of the text that they were read from. */
export function secretsToReplace(
  exchanges: readonly Exchange[],
  text: string,
  settings: SecretSettings,
): Secret[] {
  const known = [
    ...secretsOfAll(exchanges, settings),
    ...secretsIn(text, settings),
    ...personalOf(text),
    ...exchanges.flatMap(({ request, response }) => [request, response].flatMap(personalOfMessage)),
  ];
  const telling = known.filter((secret) => !isCommonWord(secret.reveal()));
  return [...new Map(telling.map((secret) => [secret.reveal(), secret])).values()];
}

function personalOfMessage(message: Exchange['request'] | Exchange['response']): Secret[] {
  if (!message || message.body.is === 'parsed') return [];
  const bytes = decodedBytes(message.body, message.headers.get('content-encoding')?.value);
  return bytes ? personalOf(Buffer.from(bytes).toString()) : [];
}

/** Shorter numbers stand for too much else in a capture. */
const SHORTEST_PERSONAL = 6;

function personalOf(text: string): Secret[] {
  return findPersonal(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((value) => value.length >= SHORTEST_PERSONAL && /\d/.test(value))
    .map((value) => new Secret(value));
}

/** `test` or `example` sent as a key is no secret, but in hosts and paths it is all over the capture. */
function isCommonWord(value: string): boolean {
  return /^[a-z]+$/i.test(value) && isPlaceholder(value);
}

function replaced(bytes: Uint8Array, replacements: readonly Replacement[]): Uint8Array {
  let latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const { bytes: before, by } of replacements) {
    latin1 = latin1.replaceAll(Buffer.from(before).toString('latin1'), () =>
      Buffer.from(by).toString('latin1'),
    );
  }
  return replacements.length > 0 ? Buffer.from(latin1, 'latin1') : bytes;
}

/** The last look: no form of a secret is in the copy or in the bytes that it dumps, and none is read out of it again. */
function refuseLeaks(secrets: readonly Secret[], copy: Input, settings: SecretSettings): void {
  const searched = secrets.filter((secret) => isTelling(secret.reveal(), settings));
  const { exchanges } = readInput(copy, formats);
  const again = new Set(secretsOfAll(exchanges, settings).map((secret) => secret.reveal()));
  const find = literalFinder(searched);
  const text = copy.text();
  const [leak] = [...find(text), ...find(undumped(text))];
  const shown = leak?.shown ?? searched.find((secret) => again.has(secret.reveal()))?.shown;
  if (shown === undefined) return;
  throw new Unredactable(
    `A secret (${shown}) in ${copy.name} stands where it cannot be masked, so no copy was made.`,
  );
}

/** Whether a value that was read out of a copy again is a leak. */
export function isTelling(value: string, { prefixes }: SecretSettings): boolean {
  return value.length >= TELLING && !isOurs(value) && substitute(value, prefixes) !== value;
}

/** UTF-16 stays UTF-16. */
function asGiven({ transcodedFrom }: Input, bytes: Uint8Array): Uint8Array {
  if (!transcodedFrom) return bytes;
  const text = Buffer.from(`\ufeff${new TextDecoder().decode(bytes)}`, 'utf16le');
  return transcodedFrom === 'utf-16le' ? text : text.swap16();
}
