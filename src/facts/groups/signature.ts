import { schemesOf } from '../../signing/choose-scheme.js';
import type { Encoding, Scheme } from '../../signing/scheme.js';
import { readValue } from '../../signing/written-form.js';
import { carriedFact, lacks, spotName } from '../carried.js';
import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { isPlaceholder } from '../placeholder.js';

const DIGEST_BYTES: Readonly<Record<number, string>> = {
  16: 'md5',
  20: 'sha1',
  28: 'sha224',
  32: 'sha256',
  48: 'sha384',
  64: 'sha512',
};

/** What length and alphabet of a signature say without the secret. */
export default defineFacts({
  'signature.sent': {
    means: '`present` or `absent`',
    get: (context) => {
      const fact = sent(context);
      return fact.is === 'known' ? known(fact.value === undefined ? 'absent' : 'present', fact.at) : fact;
    },
    says: (value, context) => {
      const { at } = schemeOf(context) ?? { at: {} };
      return value === 'absent' ? lacks(at) : `${spotName(at)} was sent`;
    },
  },
  'signature.length': {
    means: 'its length',
    unit: 'characters',
    get: (context) => view(context, (value) => value.length),
    says: (value) => `the signature has ${value} characters`,
  },
  'signature.alphabet': {
    means: '`hex`, `HEX`, `base64`, `base64url` or `other`',
    get: (context) => view(context, alphabetOf),
    says: (value) => `the signature is written in ${value}`,
  },
  'signature.bytes': {
    means: 'its length once decoded',
    unit: 'bytes',
    get: (context) => view(context, (value) => decodedLength(value)),
    says: (value) => `the signature decodes to ${value} bytes`,
  },
  'signature.digest': {
    means: '`sha1`, `sha256`, `sha384`, `sha512` … by its decoded length, or `other`',
    get: (context) => view(context, (value) => DIGEST_BYTES[decodedLength(value) ?? 0] ?? 'other'),
    says: (value, context) => {
      const length = context.fact('signature.length');
      return `the signature is as long as one of HMAC-${String(value).toUpperCase()}${length.is === 'known' ? ` (${length.value} characters)` : ''}`;
    },
  },
  'signature.form': {
    means:
      'the first that fits of `absent`, `empty`, `placeholder`, `prefixed`, `unprefixed`, `base64-of-hex`, `other-digest`, `other-encoding`, `upper-case`, `ok`, `other`',
    get: (context) => {
      const scheme = schemeOf(context);
      const fact = sent(context);
      if (fact.is !== 'known' || !scheme) return fact;
      return known(formOf(fact.value as string | undefined, scheme), fact.at);
    },
    says: (value, context) => {
      const scheme = schemeOf(context);
      if (!scheme) return `the form of the signature is "${value}"`;
      const { at, mac, encode } = scheme;
      if (value === 'absent')
        return at.header === undefined ? lacks(at) : `no ${at.header} among the request headers`;
      if (value === 'empty') return `${spotName(at)} has no value`;
      return `the form of the signature is "${value}" (documented: ${mac}, ${[encode].flat().join(' or ')})`;
    },
  },
});

function schemeOf({ pack, exchange }: FactContext): Scheme | undefined {
  return schemesOf(pack, exchange)[0]?.[1];
}

function sent(context: FactContext): Fact {
  const scheme = schemeOf(context);
  return scheme
    ? carriedFact(context, scheme.at)
    : { is: 'failed', error: 'the pack describes no request signature' };
}

function view(context: FactContext, read: (value: string) => unknown): Fact {
  const scheme = schemeOf(context);
  const fact = sent(context);
  if (fact.is !== 'known' || !scheme) return fact;
  return known(typeof fact.value === 'string' ? read(bare(fact.value, scheme)) : undefined, fact.at);
}

/** The signature by the documented form, else the value without a leading `sha256=`, `v0=`, `v1,` or `HMAC `. */
function bare(value: string, { at }: Scheme): string {
  return readValue(at, value).signatures[0] ?? value;
}

function alphabetOf(value: string): string {
  if (/^[0-9a-f]+$/.test(value) && value.length % 2 === 0) return 'hex';
  if (/^[0-9A-Fa-f]+$/.test(value) && value.length % 2 === 0) return 'HEX';
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return 'base64';
  return /^[A-Za-z0-9_-]+={0,2}$/.test(value) ? 'base64url' : 'other';
}

function decodedLength(value: string): number | undefined {
  const alphabet = alphabetOf(value);
  if (alphabet === 'other') return undefined;
  return alphabet === 'hex' || alphabet === 'HEX'
    ? value.length / 2
    : Buffer.from(value, alphabet.startsWith('base64') ? 'base64' : 'hex').length;
}

function formOf(value: string | undefined, scheme: Scheme): string {
  if (value === undefined) return 'absent';
  if (value === '') return 'empty';
  if (isPlaceholder(value)) return 'placeholder';
  const text = bare(value, scheme);
  const alphabet = alphabetOf(text);
  const bytes = decodedLength(text);
  const inner = alphabet.startsWith('base64') ? Buffer.from(text, 'base64').toString('latin1') : '';
  if (/^[0-9a-f]{40,}$/i.test(inner) && DIGEST_BYTES[inner.length / 2]) return 'base64-of-hex';
  if (/^(?:rsa|ecdsa|ed25519)/.test(scheme.mac)) {
    // The length of these follows from the key, not from the digest.
    if (bytes === undefined) return 'other';
  } else {
    const digest = DIGEST_BYTES[bytes ?? 0];
    if (!digest) return 'other';
    if (digest !== scheme.mac.replace('hmac-', '')) return 'other-digest';
  }
  if (![scheme.encode].flat().some((encode) => isEncoded(text, alphabet, encode))) return 'other-encoding';
  if (alphabet === 'HEX') return 'upper-case';
  if (readValue(scheme.at, value).mistakes.length === 0) return 'ok';
  return scheme.at.value === undefined ? 'prefixed' : 'unprefixed';
}

function isEncoded(text: string, alphabet: string, documented: Encoding): boolean {
  const encoding = alphabet === 'HEX' ? 'hex' : alphabet;
  // Letters and digits alone leave base64 and base64url open.
  return (
    encoding === documented || (documented === 'base64url' && encoding === 'base64' && !/[+/=]/.test(text))
  );
}
