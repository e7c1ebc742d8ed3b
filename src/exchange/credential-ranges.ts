import { isRedacted } from './headers.js';
import { isStandIn } from './stand-in.js';
import type { Span } from './place.js';

/** Words that stand before a credential (RFC 9110, section 11.1, and common custom ones) and hold a digit or are long. */
const KNOWN_SCHEMES = /^(?:aws4-hmac-sha256|aws4-ecdsa-p256-sha256|hmac-sha(?:1|256|384|512)|oauth2?|gnap)$/i;
const SCHEME_LIKE = /^[A-Za-z][A-Za-z-]{1,19}$/;

/** Parameters that say how a credential was made. */
const PUBLIC_PARAMETERS = new Set(
  (
    't ts time timestamp created expires realm uri qop nc nonce cnonce opaque algorithm headers signedheaders keyid ' +
    'credential username version oauth_version oauth_timestamp oauth_nonce oauth_signature_method scope charset alg ' +
    'error error_description'
  ).split(' '),
);
const LONE_PARAMETERS = /^(?:v\d+|sha\d+|md5|token|signature|sig|mac|hmac|key|apikey|api_key|response)$/i;
/** A value may be a list of words (`SignedHeaders=host;x-amz-date`). */
const PARAMETER =
  /([A-Za-z][\w-]{0,31})[ \t]?=[ \t]?(?:"([^"]*)"?|([^\s",;]*(?:;[\w-]{1,64}(?![\w=-]))*))[\s,;]*/y;

/**
 * Where the secret parts of a header value stand, in UTF-16 offsets. Scheme words, cookie names, parameters such
 * as `t=`, quotes and edge white space stay outside, because diagnosis needs to see them.
 */
export function credentialRanges(name: string, value: string): Span[] {
  const cookie = /^(set-)?cookie$/i.exec(name);
  const ranges = cookie
    ? cookieRanges(value, cookie[1] !== undefined)
    : PHRASE.test(name)
      ? [{ start: 0, end: value.length }]
      : tokenRanges(value);
  return ranges
    .map((range) => unquoted(value, range))
    .filter(({ start, end }) => end > start && isSecretText(value.slice(start, end)));
}

/** What may be several words, the first of them no scheme. */
const PHRASE = /pass|pwd|secret|pin$|otp$|mnemonic|seed|phrase|answer/i;
const CARD_MASK = /^…\d{4}$/;

/** Whether a captured value is a real one: neither a stand-in nor masked by a recorder or by us. */
export function isSecretText(value: string): boolean {
  return !isStandIn(value) && !isRedacted(value) && !CARD_MASK.test(value);
}

/** Length of the scheme word with the white space behind it; 0 without one. */
export function schemeLength(value: string): number {
  const match = /^\s*["']?([A-Za-z][\w-]*)\s+(?=\S)/.exec(value);
  const word = match?.[1];
  return match && word && (KNOWN_SCHEMES.test(word) || SCHEME_LIKE.test(word)) ? match[0].length : 0;
}

/** Shrinks a range by white space and quotes at its edges. */
export function unquoted(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s"'`]/.test(text[from] as string)) from++;
  while (to > from && /[\s"'`]/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
}

function cookieRanges(value: string, onlyFirst: boolean): Span[] {
  const ranges: Span[] = [];
  for (const match of value.matchAll(/=([^;]*)/g)) {
    const end = match.index + match[0].length;
    ranges.push({ start: end - (match[1] as string).length, end });
    if (onlyFirst) break;
  }
  return ranges;
}

function tokenRanges(value: string): Span[] {
  const start = schemeLength(value);
  const rest = { start, end: value.length };
  return parameterRanges(value, start) ?? versionedRanges(value, start) ?? [rest];
}

/** `t=…,v1=…` and `Digest username="…", response="…"`; undefined when the value is not such a list. */
function parameterRanges(value: string, first: number): Span[] | undefined {
  const ranges: Span[] = [];
  let count = 0;
  let lone = '';
  let index = first;
  while (index < value.length) {
    PARAMETER.lastIndex = index;
    const match = PARAMETER.exec(value);
    if (!match || (match[2] === undefined && /^(?:=|$)/.test(match[3] as string))) return undefined;
    const [whole, name = '', quoted, plain = ''] = match;
    const from = index + whole.indexOf('=') + 1;
    const start = value.indexOf(quoted ?? plain, from);
    if (!PUBLIC_PARAMETERS.has(name.toLowerCase()))
      ranges.push({ start, end: start + (quoted ?? plain).length });
    count++;
    lone = name;
    index += whole.length;
  }
  if (count === 0 || (count === 1 && !LONE_PARAMETERS.test(lone))) return undefined;
  return ranges;
}

/** `v1,BASE64 v1,BASE64`: several signatures behind their versions. */
function versionedRanges(value: string, start: number): Span[] | undefined {
  const rest = value.slice(start);
  if (!/^v\d{1,2}a?,\S+(?:\s+v\d{1,2}a?,\S+)*\s*$/.test(rest)) return undefined;
  return [...rest.matchAll(/v\d{1,2}a?,(\S+)/g)].map((match) => {
    const end = start + match.index + match[0].length;
    return { start: end - (match[1] as string).length, end };
  });
}
