import { spotName } from '../../facts/carried.js';
import { isPlaceholder } from '../../facts/placeholder.js';
import { rawValue } from '../carrier.js';
import { type Target, targetsOf } from '../decode.js';
import { computationOf, DIGEST_LENGTH } from '../mac.js';
import type { Digest, Mac, Scheme } from '../scheme.js';
import { type Check, type CheckContext, check } from './check.js';

/** What the signature's own text tells: its place, its form, and by its length and alphabet digest and encoding. */
export function* signatureChecks({ scheme, carried, material }: CheckContext): Iterable<Check> {
  const place = spotName(scheme.at);
  if (!carried) {
    yield rawValue(scheme.at, material) === undefined
      ? check('signature', 'cannot tell', `The capture does not hold ${place}.`)
      : check('signature', 'wrong', `${place} is missing, and no other header looks like a signature.`);
    return;
  }
  const mistake = (id: string) => carried.mistakes.find((one) => one.id === id)?.detail;
  const [text = ''] = carried.signatures;
  if (isPlaceholder(text)) {
    yield check('signature', 'wrong', `${place} holds a placeholder that was not filled in.`);
    return;
  }
  const moved = mistake('hdr-name');
  yield moved
    ? check('signature', 'wrong', `It was sent in ${moved}.`)
    : check('signature', 'ok', `It travels in ${place}.`);
  const prefix = mistake('enc-prefix');
  if (prefix) yield check('form', 'wrong', `It is written with ${prefix}.`, documentedForm(scheme));
  else if (scheme.at.value !== undefined) yield check('form', 'ok', documentedForm(scheme));
  yield* digestChecks(scheme, text);
}

function documentedForm({ at }: Scheme): string {
  return `The documented form is ${at.value ?? 'the bare signature'}.`;
}

function* digestChecks(scheme: Scheme, text: string): Iterable<Check> {
  const encodings = [scheme.encode].flat().join(' or ');
  const documented = computationOf(scheme.mac)?.digest;
  const reading = likeliest(readings(text, scheme), documented && DIGEST_LENGTH[documented]);
  if (!reading) {
    yield check('encoding', 'wrong', `Its ${text.length} characters are no ${encodings} of a digest.`);
    return;
  }
  const { length } = reading.bytes;
  if (!documented) {
    yield check('algorithm', 'cannot tell', `How long a signature by ${scheme.mac} is follows from the key.`);
  } else if (length === DIGEST_LENGTH[documented]) {
    yield check('algorithm', 'ok', `${length} bytes are as long as ${macName(scheme.mac)} makes it.`);
  } else {
    const other = digestOf(length);
    yield check(
      'algorithm',
      'wrong',
      other
        ? `${length} bytes are as long as a ${digestName(other)} digest.`
        : `${length} bytes are no digest's length: it may be cut.`,
      `${macName(scheme.mac)} is documented, which gives ${DIGEST_LENGTH[documented]} bytes.`,
    );
  }
  const otherwise = reading.mistakes.map(({ detail }) => detail).join(', ');
  yield otherwise
    ? check('encoding', 'wrong', `It is written otherwise: ${otherwise}. Documented is ${encodings}.`)
    : check('encoding', 'ok', `It is written in ${encodings}.`);
}

/** Hex digits alone are hardly ever the base64 of something. */
function readings(text: string, scheme: Scheme): readonly Target[] {
  const targets = targetsOf(text, scheme);
  const isHex = text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text);
  return isHex ? targets.filter(({ bytes }) => bytes.length <= text.length / 2) : targets;
}

function likeliest(targets: readonly Target[], documented: number | undefined): Target | undefined {
  return (
    targets.find(({ bytes }) => bytes.length === documented) ??
    targets.find(({ bytes }) => digestOf(bytes.length) !== undefined) ??
    targets[0]
  );
}

function digestOf(length: number): Digest | undefined {
  const [digest] = Object.entries(DIGEST_LENGTH).find(([, bytes]) => bytes === length) ?? [];
  return digest as Digest | undefined;
}

function macName(mac: Mac): string {
  return mac.startsWith('hmac-') ? `HMAC-${mac.slice(5).toUpperCase()}` : digestName(mac);
}

function digestName(digest: string): string {
  return digest.toUpperCase().replace(/^SHA/, 'SHA-');
}
