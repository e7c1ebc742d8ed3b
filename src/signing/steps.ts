import { DIGEST_LENGTH, digestOf } from './mac.js';
import type { Material } from './material.js';
import { writePairs } from './pairs.js';
import type { Digest, Step } from './scheme.js';
import { decodeUri, encodePath } from './uri.js';

/** One step on a byte string. Never throws: what cannot be decoded gives the bytes that Node's lenient decoders give. */
export function applyStep(step: Step, value: string, material: Material): string {
  if (isDigest(step)) return digestOf(step, value);
  switch (step) {
    case 'upper':
      return value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
    case 'lower':
      return value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    case 'trim':
      return trimmed(value);
    case 'hex':
    case 'base64':
    case 'base64url':
      return Buffer.from(value, 'latin1').toString(step);
    case 'unhex':
      return Buffer.from(value, 'hex').toString('latin1');
    case 'unbase64':
      return Buffer.from(value, 'base64').toString('latin1');
    case 'decodeUri':
      return decodeUri(value);
    case 'mediaType':
      return (value.split(';', 1)[0] ?? '').trim().toLowerCase();
    case 'headerLines':
      return value
        .split(';')
        .filter(Boolean)
        .map((name) => `${name.toLowerCase()}:${collapse(material.header(name) ?? '')}\n`)
        .join('');
  }
  if ('unprefix' in step) return value.startsWith(step.unprefix) ? value.slice(step.unprefix.length) : value;
  if ('split' in step) return value.split(step.split)[step.at] ?? '';
  if ('encodePath' in step) return encodePath(value, step.encodePath);
  return writePairs(value, step.pairs);
}

/** Several steps in order, each on the result of the one before. */
export function applySteps(steps: readonly Step[], value: string, material: Material): string {
  return steps.reduce((result, step) => applyStep(step, result, material), value);
}

/** Whether a step hashes. */
export function isDigest(step: Step): step is Digest {
  return typeof step === 'string' && Object.hasOwn(DIGEST_LENGTH, step);
}

/** A header value as SigV4 wants it: trimmed, sequential spaces as one. */
function collapse(value: string): string {
  return trimmed(value).replace(/ +/g, ' ');
}

/** Of ASCII white space alone: in a byte string A0 is the second half of a letter. */
function trimmed(value: string): string {
  return value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}
