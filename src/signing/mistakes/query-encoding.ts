import { defineMistakes, type Variant } from '../mistake.js';
import { halves, isForm, writePairs } from '../pairs.js';
import type { Step } from '../scheme.js';
import { decodeForm, decodeUri, percentEncode } from '../uri.js';
import { urlParts, writeUrl } from '../url-parts.js';
import { varyStep } from '../vary-step.js';

/** A path, a query or a parameter that was encoded in another way when it was signed than when it was sent. */
export default defineMistakes({
  mistakes: {
    'enc-plus-space': {
      often: 'high',
      done: 'with {detail}',
      fix: 'Encode spaces and plus signs once (%20 and %2B are safe), and sign the same text that is sent.',
    },
    'enc-reserved': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Build the encoded URL once and give that same text to the signer and to the HTTP library.',
    },
  },
  atoms: {
    path: (value) => ofUrl(value),
    target: (value) => ofUrl(value),
    url: (value) => ofUrl(value),
    query: (value) => ofPairs(value, 'the query string', (query) => query),
    body: (value) => (isForm(value) ? ofPairs(value, 'the form', (form) => form) : []),
    *param(value, { material }, atom) {
      if (!('param' in atom)) return;
      yield* ofValue(value, atom.param);
      const sent = (material.query ?? '').split('&').map(halves);
      const found = sent.find(([name]) => decodeForm(name) === atom.param);
      if (found?.[1] !== undefined) yield encoded(value, found[1], `${atom.param} as sent`);
    },
    *form(value, _, atom) {
      if ('form' in atom) yield* ofValue(value, atom.form);
    },
  },
  steps: (before, steps, { material }) => varyStep(before, steps, material, otherEncodings),
});

type Recoding = readonly [how: string, write: (text: string) => string];

/** What HTTP libraries and gateways do to what is encoded already. */
const REWRITINGS: readonly Recoding[] = [
  ['with + for %20', (text) => text.replaceAll('%20', '+')],
  ['with %20 for +', (text) => text.replaceAll('+', '%20')],
  ['with %2B for +', (text) => text.replaceAll('+', '%2B')],
  ['with + for %2B', (text) => text.replace(/%2b/gi, '+')],
  ['with its escapes in lower case', (text) => text.replace(/%[\da-f]{2}/gi, (bytes) => bytes.toLowerCase())],
];

/** What encodeURIComponent leaves as it is besides the unreserved characters: `!'()*`. */
const KEPT_BY_SCRIPTS = /%(?:21|2[7-9A])/g;

/** What functions that encode names and values make of them. */
const ENCODINGS: readonly Recoding[] = [
  ['encoded as RFC 3986 asks', (text) => percentEncode(text, 'rfc3986')],
  ['encoded as forms are', (text) => percentEncode(text, 'form')],
  ['encoded by encodeURIComponent', (text) => restore(text, KEPT_BY_SCRIPTS)],
];

const PATH_ENCODINGS: readonly Recoding[] = [
  ...ENCODINGS.filter(([how]) => !how.includes('form')),
  // What RFC 3986 allows in a segment besides the unreserved characters.
  ['with reserved characters left as they are', (text) => restore(text, /%(?:21|24|2[6-9A-C]|3[ABD]|40)/g)],
];

function restore(text: string, escapes: RegExp): string {
  return percentEncode(text, 'rfc3986').replace(escapes, decodeUri);
}

function* ofUrl(url: string): Iterable<Variant> {
  const parts = urlParts(url);
  if (parts.query) yield* ofPairs(parts.query, 'the query string', (query) => writeUrl({ ...parts, query }));
  const change = (how: string, path: string): Variant =>
    encoded(url, writeUrl({ ...parts, path }), `the path ${how}`);
  for (const [how, rewrite] of REWRITINGS) yield change(how, rewrite(parts.path));
  for (const [how, encode] of PATH_ENCODINGS) {
    const segments = parts.path.split('/').map((segment) => encode(decodeUri(segment)));
    yield change(how, segments.join('/'));
  }
}

function* ofPairs(pairs: string, what: string, write: (pairs: string) => string): Iterable<Variant> {
  const change = (how: string, changed: string): Variant =>
    encoded(pairs, changed, `${what} ${how}`, write(changed));
  for (const [how, rewrite] of REWRITINGS) yield change(how, rewrite(pairs));
  yield change('percent-decoded', decodeForm(pairs));
  yield change('percent-decoded except for +', decodeUri(pairs));
  for (const [how, encode] of ENCODINGS) {
    const anew = (raw: string) => halves(raw).map((half = '') => encode(decodeForm(half)));
    const written = pairs.split('&').map((raw) => anew(raw).join('='));
    yield change(how, written.join('&'));
  }
}

function* ofValue(value: string, name: string): Iterable<Variant> {
  for (const [how, encode] of ENCODINGS) {
    yield { id: 'enc-reserved', detail: `${name} ${how}`, value: encode(value) };
  }
}

/** Pairs written as another function encodes them. */
function* otherEncodings(text: string, step: Step): Iterable<Variant> {
  if (typeof step !== 'object' || !('pairs' in step)) return;
  const { encode, ...rest } = step.pairs;
  const documented = writePairs(text, step.pairs);
  for (const [how, other] of [
    ['encoded as RFC 3986 asks', 'rfc3986'],
    ['encoded as forms are', 'form'],
    ['percent-decoded', 'none'],
  ] as const)
    yield encoded(documented, writePairs(text, { ...rest, encode: other }), `the parameters ${how}`);
  yield encoded(documented, writePairs(text, rest), 'the parameters encoded as sent');
  const script = writePairs(text, { ...rest, encode: 'rfc3986' }).replace(KEPT_BY_SCRIPTS, decodeUri);
  if (encode) yield encoded(documented, script, 'the parameters encoded by encodeURIComponent');
}

/** Named after what differs: only how spaces and plus signs are written, or more. */
function encoded(before: string, after: string, detail: string, value = after): Variant {
  return { id: spaceless(before) === spaceless(after) ? 'enc-plus-space' : 'enc-reserved', detail, value };
}

function spaceless(text: string): string {
  return text.replace(/\+|%20|%2b| /gi, '+');
}
