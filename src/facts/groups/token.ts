import type { Header } from '../../exchange/headers.js';
import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { isObject } from '../json-reading.js';
import { type ReadingTime, readingTime } from '../server-clock.js';

/**
 * What a JSON Web Token (RFC 7519) that was sent as the bearer credential says of itself. Its signature is not
 * looked at. A token that the recorder masked is not collected.
 */
export default defineFacts({
  'token.expires': {
    means: 'when the bearer token ends (`exp`); absent when it is no JSON Web Token or never ends',
    unit: 'ms',
    get: (context) => claim(context, 'exp'),
    says: (value) =>
      value === undefined
        ? 'the token names no end'
        : `the token ended at ${new Date(value as number).toISOString()}`,
  },
  'token.expiredFor': {
    means: "how long before the server's clock the bearer token had ended; negative while it is valid",
    unit: 's',
    get: (context) => against(context, 'token.expires', (end, { clock }) => clock - end),
    says: (value) => (value === undefined ? 'the token names no end' : spanOf(value as number)),
  },
  'token.expiredForAtLeast': {
    means: 'how long the bearer token had ended at least when the server read it, whatever the call took',
    unit: 's',
    get: (context) => against(context, 'token.expires', (end, { earliest }) => earliest - end),
    says: (value) => `the token had ended at least ${value} s before the server read it`,
  },
  'token.expired': {
    means: 'whether a refused bearer token had ended by the clock of the server',
    get: (context) => positive(context, 'token.expiredFor'),
    says: (value, context) =>
      said(context, 'token.expiredFor', spanOf) ?? `the token had ${value ? '' : 'not '}expired`,
  },
  'token.begins': {
    means: 'when the bearer token begins to be valid (`nbf`, else `iat`)',
    unit: 'ms',
    get: (context) => {
      const begin = claim(context, 'nbf');
      return begin.is === 'known' && begin.value === undefined ? claim(context, 'iat') : begin;
    },
    says: (value) =>
      value === undefined
        ? 'the token names no beginning'
        : `the token is valid from ${new Date(value as number).toISOString()}`,
  },
  'token.earlyBy': {
    means: "how long after the server's clock the bearer token begins to be valid; negative once it is valid",
    unit: 's',
    get: (context) => against(context, 'token.begins', (begin, { clock }) => begin - clock),
    says: (value) => (value === undefined ? 'the token names no beginning' : earlySpan(value as number)),
  },
  'token.earlyByAtLeast': {
    means: 'how long the bearer token was at least from its beginning when the server read it',
    unit: 's',
    get: (context) => against(context, 'token.begins', (begin, { latest }) => begin - latest),
    says: (value) => `the token began at least ${value} s after the server read it`,
  },
  'token.early': {
    means: 'whether a refused bearer token was not valid yet by the clock of the server',
    get: (context) => positive(context, 'token.earlyBy'),
    says: (value, context) =>
      said(context, 'token.earlyBy', earlySpan) ??
      `the token was ${value ? 'not valid yet' : 'valid already'}`,
  },
  'token.audience': {
    means: 'for whom the bearer token was issued (`aud`)',
    get: (context) => claim(context, 'aud'),
    says: (value) =>
      value === undefined ? 'the token names no audience' : `the token was issued for ${value}`,
  },
});

type Claims = Readonly<Record<'exp' | 'nbf' | 'iat' | 'aud', unknown>>;

const decoded = new WeakMap<Header, Claims | undefined>();

function claim(context: FactContext, name: keyof Claims): Fact {
  const field = context.fact('request.header.authorization');
  const header = context.exchange.request?.headers.get('authorization');
  if (field.is !== 'known' || !header) return field;
  if (!decoded.has(header)) decoded.set(header, claimsOf(header.value));
  const value = decoded.get(header)?.[name];
  if (name === 'aud') return known(Array.isArray(value) ? value.join(', ') : asText(value), header.at);
  // NumericDate is seconds (RFC 7519, section 2).
  return known(typeof value === 'number' && value > 0 && value < 1e11 ? value * 1000 : undefined, header.at);
}

/** The claims of `Bearer header.payload.signature`; undefined for any other credential. */
function claimsOf(value: string): Claims | undefined {
  const payload = /^(?:bearer|jwt|token)?\s*eyJ[\w-]{5,4000}\.([\w-]{5,16000})\.[\w-]*$/i.exec(value)?.[1];
  if (!payload) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isObject(claims) ? (claims as unknown as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function against(
  context: FactContext,
  name: string,
  view: (time: number, read: ReadingTime) => number,
): Fact {
  const time = context.fact(name);
  if (time.is !== 'known' || time.value === undefined) return time;
  const read = readingTime(context);
  return 'is' in read ? read : known(Math.round(view(time.value as number, read) / 1000), time.at);
}

/** Only a refusal of the caller makes a token worth decoding. */
function positive(context: FactContext, name: string): Fact {
  const status = context.exchange.response?.status;
  if (status !== 401 && status !== 403) return known(false);
  const span = context.fact(name);
  // One second is the resolution of Date.
  return span.is === 'known' ? known((span.value as number) > 1, span.at) : span;
}

function said(context: FactContext, name: string, words: (seconds: number) => string): string | undefined {
  const span = context.fact(name);
  return span.is === 'known' && span.value !== undefined ? words(span.value as number) : undefined;
}

function spanOf(seconds: number): string {
  return seconds > 0
    ? `the token's exp lies ${Math.abs(seconds)} s before the server's clock`
    : `the token is valid for another ${Math.abs(seconds)} s`;
}

function earlySpan(seconds: number): string {
  return seconds > 0
    ? `the token begins ${Math.abs(seconds)} s after the server's clock`
    : `the token has been valid for ${Math.abs(seconds)} s`;
}
