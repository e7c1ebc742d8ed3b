import type { Signature } from '../../causes/pack.js';
import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { headerFact } from '../message-facts.js';
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
      const header = sent(context);
      return header.is === 'known'
        ? known(header.value === undefined ? 'absent' : 'present', header.at)
        : header;
    },
    says: (value, { pack }) =>
      value === 'absent'
        ? `the request has no ${pack?.signature?.at.header} header`
        : `${pack?.signature?.at.header} was sent`,
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
      const scheme = context.pack?.signature;
      const header = sent(context);
      if (header.is !== 'known' || !scheme) return header;
      return known(formOf(header.value as string | undefined, scheme), header.at);
    },
    says: (value, { pack }) => {
      if (value === 'absent') return `no ${pack?.signature?.at.header} among the request headers`;
      if (value === 'empty') return `${pack?.signature?.at.header} has no value`;
      return `the form of the signature is "${value}" (documented: ${pack?.signature?.mac}, ${pack?.signature?.encode})`;
    },
  },
});

function sent(context: FactContext): Fact {
  const scheme = context.pack?.signature;
  return scheme
    ? headerFact(context.exchange, 'request', scheme.at.header)
    : { is: 'failed', error: 'the pack describes no request signature' };
}

function view(context: FactContext, read: (value: string) => unknown): Fact {
  const header = sent(context);
  if (header.is !== 'known') return header;
  return known(typeof header.value === 'string' ? read(bare(header.value)) : undefined, header.at);
}

/** The value without a leading `sha256=`, `v0=`, `v1,` or `HMAC `. */
function bare(value: string): string {
  return value.replace(/^(?:[a-z][\w-]{0,15}=(?=[\w+/-]{16})|v\d,|hmac\S* )/i, '');
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

function formOf(value: string | undefined, scheme: Signature): string {
  if (value === undefined) return 'absent';
  if (value === '') return 'empty';
  if (isPlaceholder(value)) return 'placeholder';
  const prefix = scheme.at.prefix ?? '';
  const text = bare(value);
  const alphabet = alphabetOf(text);
  const bytes = decodedLength(text);
  const inner = alphabet.startsWith('base64') ? Buffer.from(text, 'base64').toString('latin1') : '';
  if (/^[0-9a-f]{40,}$/i.test(inner) && DIGEST_BYTES[inner.length / 2]) return 'base64-of-hex';
  const digest = DIGEST_BYTES[bytes ?? 0];
  if (!digest) return 'other';
  if (`hmac-${digest}` !== scheme.mac) return 'other-digest';
  const encoding = alphabet === 'HEX' ? 'hex' : alphabet;
  // Letters and digits alone leave base64 and base64url open.
  const fits =
    encoding === scheme.encode ||
    (scheme.encode === 'base64url' && encoding === 'base64' && !/[+/=]/.test(text));
  if (!fits) return 'other-encoding';
  if (alphabet === 'HEX') return 'upper-case';
  if (prefix ? !value.startsWith(prefix) : text !== value) return prefix ? 'unprefixed' : 'prefixed';
  return 'ok';
}
