import type { MistakeContext, Variant } from './mistake.js';
import type { Atom, Digest, Step } from './scheme.js';
import { digestOf } from './mac.js';
import { applySteps, isDigest } from './steps.js';

/** What is wrong about the steps that make a key from the text of a secret: one left out, or done otherwise. */
export function* secretKeys(
  secret: string,
  steps: readonly Step[],
  { material }: MistakeContext,
  atom: Atom,
): Iterable<Variant> {
  if (!('secret' in atom)) return;
  for (const [index, step] of steps.entries()) {
    const text = applySteps(steps.slice(0, index), secret, material);
    const rest = steps.slice(index + 1);
    for (const variant of otherwise(step, text, secret))
      yield { ...variant, value: applySteps(rest, variant.value, material) };
  }
}

function* otherwise(step: Step, text: string, secret: string): Iterable<Variant> {
  if (typeof step === 'object' && 'unprefix' in step) yield* keptPrefix(step.unprefix, text);
  else if (step === 'unbase64') yield* notBase64(text, secret);
  else if (step === 'unhex') yield* notHex(text, secret);
  else if (isDigest(step)) yield* notHashed(step, text);
}

function* keptPrefix(prefix: string, text: string): Iterable<Variant> {
  if (!text.startsWith(prefix)) return;
  const as = (detail: string, value: string): Variant => ({ id: 'sec-prefix', detail, value });
  yield as(`with its prefix ${prefix} kept`, text);
  yield as(
    `with its prefix ${prefix} kept, as far as base64 has its characters`,
    text.replace(/[^A-Za-z0-9+/=]/g, ''),
  );
}

function* notBase64(text: string, secret: string): Iterable<Variant> {
  const as = (detail: string, value: string): Variant => ({ id: 'sec-not-decoded', detail, value });
  const bytes = Buffer.from(text, 'base64');
  yield* asText('sec-not-decoded', text, secret);
  yield as('that was decoded and read as UTF-8 text', utf8(bytes.toString('utf8')));
  yield as('that was decoded and encoded as UTF-8', utf8(bytes.toString('latin1')));
  yield as('that was decoded and written as hex', bytes.toString('hex'));
  yield as('that was decoded twice', Buffer.from(bytes.toString('latin1'), 'base64').toString('latin1'));
  yield as('that was base64-decoded without - and _', base64(text.replace(/[-_]/g, '')));
  if (isHex(text))
    yield { id: 'sec-hex-key', detail: 'that was hex-decoded, not base64-decoded', value: unhex(text) };
}

function* notHex(text: string, secret: string): Iterable<Variant> {
  const as = (detail: string, value: string): Variant => ({ id: 'sec-hex-key', detail, value });
  yield* asText('sec-hex-key', text, secret);
  yield as('that was base64-decoded, not hex-decoded', base64(text));
  yield as('that was decoded and encoded as UTF-8', utf8(unhex(text)));
  yield as('that was decoded and read as UTF-8 text', utf8(Buffer.from(text, 'hex').toString('utf8')));
}

/** The most frequent one: the text as it is shown, with and without what stands before it. */
function* asText(id: string, text: string, secret: string): Iterable<Variant> {
  if (secret !== text) yield { id, detail: 'taken as text, prefix and all', value: secret };
  yield { id, detail: 'taken as text, not decoded', value: text };
}

function* notHashed(name: Digest, text: string): Iterable<Variant> {
  const as = (detail: string, value: string): Variant => ({ id: 'sec-prehashed', detail, value });
  yield as('that was not hashed first', text);
  yield as('that was hashed first, as hex', Buffer.from(digestOf(name, text), 'latin1').toString('hex'));
  for (const other of ['md5', 'sha1', 'sha256', 'sha512'] as const)
    if (other !== name) yield as(`that was hashed with ${other} first`, digestOf(other, text));
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function base64(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1');
}

function unhex(text: string): string {
  return Buffer.from(text, 'hex').toString('latin1');
}

function isHex(text: string): boolean {
  return /^(?:[0-9a-f]{2}){2,}$/i.test(text);
}
