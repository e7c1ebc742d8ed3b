import { spotName } from '../../facts/carried.js';
import type { FactContext } from '../../facts/fact.js';
import { schemesOf } from '../../signing/choose-scheme.js';
import type { Scheme } from '../../signing/scheme.js';
import { defineQuestions, type FactAnswer, type FactQuestion } from '../fact-question.js';

/** Length and alphabet of a signature say much, and nothing secret. */
export default defineQuestions({
  'signature.form': (context) =>
    ofScheme(context, (place, scheme) => ({
      ask: `How does the signature in ${place} look?`,
      look: 'call',
      answers: formsOf(scheme),
    })),
  'signature.digest': (context) =>
    ofScheme(context, (place) => ({
      ask: `How many characters does the signature in ${place} have?`,
      look: 'call',
      answers: [
        ...Object.entries(DIGEST_BYTES).map(
          ([digest, bytes]): FactAnswer => [digest, `${lengthsOf(bytes)} (${digest.toUpperCase()})`],
        ),
        ['other', 'another number'],
      ],
    })),
  'signature.alphabet': (context) =>
    ofScheme(context, (place) => ({
      ask: `Of which characters is the signature in ${place} made?`,
      look: 'call',
      answers: [
        ['hex', '0 to 9 and a to f'],
        ['HEX', '0 to 9 and A to F'],
        ['base64', 'digits and letters of both cases, perhaps with + / ='],
        ['base64url', 'digits and letters of both cases with - or _'],
        ['other', 'others too'],
      ],
    })),
});

const DIGEST_BYTES = { sha512: 64, sha384: 48, sha256: 32, sha224: 28, sha1: 20, md5: 16 } as const;

function lengthsOf(bytes: number): string {
  return `${bytes * 2} in hex, ${Math.ceil(bytes / 3) * 4} in base64`;
}

function ofScheme(
  { pack, exchange }: FactContext,
  words: (place: string, scheme: Scheme) => FactQuestion,
): FactQuestion | undefined {
  const scheme = schemesOf(pack, exchange)[0]?.[1];
  return scheme && words(spotName(scheme.at), scheme);
}

function formsOf({ at, mac, encode }: Scheme): readonly FactAnswer[] {
  const digest = mac.replace('hmac-', '') as keyof typeof DIGEST_BYTES;
  const bytes = DIGEST_BYTES[digest] as number | undefined;
  const documented = [encode].flat().join(' or ');
  return [
    ['absent', 'it is not sent'],
    ['empty', 'nothing stands there'],
    ['placeholder', 'a placeholder stands there'],
    at.value === undefined
      ? ['prefixed', 'something stands before it, such as sha256=']
      : ['unprefixed', `it is not written as documented: ${at.value}`],
    ['other-encoding', `it is not ${documented}`],
    ['upper-case', 'it is hex in capitals'],
    ['base64-of-hex', 'it is hex that was encoded as base64 once more'],
    ['other-digest', bytes ? `it has another length than ${lengthsOf(bytes)}` : 'it has another length'],
    ['other', 'it is something else'],
    ['ok', 'as documented'],
  ];
}
