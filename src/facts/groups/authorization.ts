import type { RequestMessage } from '../../exchange/exchange.js';
import type { Header } from '../../exchange/headers.js';
import { isSecretHeader } from '../../exchange/secret-names.js';
import { shapeFault } from '../credential-shape.js';
import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';
import { masked, missing } from '../message-facts.js';
import {
  carrier,
  credentialOf,
  credentials,
  isDescribed,
  isRefused,
  PLAIN_SCHEMES,
  schemeOf,
} from '../sent-credential.js';

/**
 * The credential of a call to an API that no pack describes: whatever header carries it. Where a pack says how its
 * credentials look, these facts say nothing and `credential.*` speaks. All but the first two are absent too unless
 * the caller was refused (400, 401, 403).
 */
export default defineFacts({
  'authorization.header': {
    means: 'the header that carries the credential; absent when none does, or when a pack describes it',
    get: (context) => {
      if (isDescribed(context)) return known(undefined);
      const header = carrier(context);
      return header ? known(header.name, header.at) : unlessHidden(context);
    },
    says: (value) =>
      value === undefined ? 'no header carries a credential' : `${value} carries the credential`,
  },
  'authorization.scheme': {
    means: 'the word before the credential of the Authorization header, as sent',
    get: (context) => {
      if (isDescribed(context)) return known(undefined);
      const header = carrier(context);
      return header ? known(schemeOf(header), header.at) : unlessHidden(context);
    },
    says: (value) =>
      value === undefined ? 'no scheme word stands before the credential' : `the scheme sent is ${value}`,
  },
  'authorization.visible': {
    means:
      'a header of the call that carries a credential with a value, masked or not, also where a pack describes it',
    get: (context) => {
      const described = Object.values(context.pack?.credentials ?? {}).map((one) => one.header);
      const list = context.exchange.request?.headers.list ?? [];
      const names = new Set([...described, ...credentials(context).map(({ name }) => name)].map(lowerCase));
      const header = list.find((one) => names.has(lowerCase(one.name)) && credentialOf(one) !== '');
      return header ? known(header.name, header.at) : unlessHidden(context);
    },
    says: (value) =>
      value === undefined ? 'no header carries a credential' : `${value} was sent with a value`,
  },
  'authorization.missing': {
    means:
      '`nowhere` (no header, cookie, parameter or body holds a credential), `not-in-headers` (the same, but the body of the request was not captured) or `empty`',
    get: (context) => (isRefused(context) ? emptiness(context) : known(undefined)),
    says: (value, context) => {
      const name = carrier(context)?.name;
      if (value === 'empty') return `the header ${name ?? 'of the credential'} has no value`;
      if (value === undefined)
        return name ? `${name} was sent` : 'nothing shows that the call lacks a credential';
      return `no header of the request carries a credential${value === 'nowhere' ? '' : ', and its body was not captured'}`;
    },
  },
  'authorization.malformed': {
    means:
      '`placeholder`, `quoted`, `line-break` (written out, as `\\n` or `%0A`), `edge-space`, `inner-space`, `doubled-scheme`, `colon-scheme`, `bare-token`, `extra-scheme`, `broken-basic` or `cut-token`',
    get: (context) => {
      if (!isRefused(context)) return known(undefined);
      const header = carrier(context);
      if (!header) return unlessHidden(context);
      return header.redacted ? masked(header.name) : known(faultOf(header), header.at);
    },
    says: (value, context) =>
      `${carrier(context)?.name ?? 'the header of the credential'} ${value === undefined ? 'is as it should be' : (FAULTS[value as string] ?? value)}`,
  },
  'authorization.schemeRefused': {
    means: 'whether the credential came under another scheme than those that WWW-Authenticate offers',
    get: (context) => {
      if (context.exchange.response?.status !== 401 || !isRefused(context)) return known(false);
      const offered = context.fact('challenge.schemes');
      const header = carrier(context);
      if (offered.is !== 'known' || offered.value === undefined || !header) return known(false);
      const scheme = schemeOf(header);
      if (header.redacted && scheme === undefined) return known(false);
      return known(!(offered.value as string[]).includes(scheme?.toLowerCase() ?? ''), header.at);
    },
    says: (_value, context) => {
      const header = carrier(context);
      const scheme = header && schemeOf(header);
      return `the credential was sent in ${header?.name}${scheme ? ` as ${scheme}` : ' without a scheme word'}`;
    },
  },
  'authorization.underscored': {
    means: 'the header with an underscore in its name that alone carries the credential',
    get: (context) => {
      const list = isRefused(context) ? credentials(context) : [];
      const name = list[0]?.name;
      return known(list.every((one) => one.name.includes('_')) ? name : undefined, list[0]?.at);
    },
    says: (value) => `the credential travels in ${value}, a name with an underscore`,
  },
});

function lowerCase(name: string): string {
  return name.toLowerCase();
}

const FAULTS: Readonly<Record<string, string>> = {
  placeholder: 'holds a placeholder that was never filled in',
  quoted: 'was sent with its quotes',
  'line-break': 'ends in a line break that was written out',
  'edge-space': 'has white space at its edge',
  'inner-space': 'has white space inside the credential',
  'doubled-scheme': 'has its scheme word twice',
  'colon-scheme': 'has a colon behind the scheme word',
  'bare-token': 'holds a JSON Web Token without the word Bearer before it',
  'extra-scheme': 'has a scheme word before the key',
  'broken-basic': 'does not hold the base64 of user:password after Basic',
  'cut-token': 'holds a JSON Web Token that lacks parts',
};

function emptiness(context: FactContext): Fact {
  const { exchange } = context;
  const { request } = exchange;
  if (!request) return missing(exchange, 'the request headers');
  const sent = request.headers.list.filter(({ name }) => isSecretHeader(name) || SIGNS.test(name));
  if (sent.length > 0) {
    const empty = sent.every((header) => !header.redacted && credentialOf(header) === '');
    return known(empty ? 'empty' : undefined, sent[0]?.at);
  }
  if (!request.headers.proveAbsence('authorization') || !request.headers.proveAbsence('cookie'))
    return missing(exchange, 'the request headers');
  const elsewhere =
    /\/\/[^/?#@]+@|[?&][\w.-]{0,40}(?:key|token|auth|secret|sig|signature|credential|password|sid|code)[\w.-]{0,40}=|\/(?:oauth2?|token|login|auth|sessions?)\b/i;
  if (elsewhere.test(request.url ?? request.target ?? '')) return known(undefined);
  if (exchange.connection?.tls?.clientCertificateSent) return known(undefined);
  if (holdsCredential(request.body)) return known(undefined);
  return known(mayHaveUnseenBody(request) ? 'not-in-headers' : 'nowhere', request.at);
}

/** Headers of signed requests that are no secret by their name. */
const SIGNS = /hmac|signature|digest/i;

/** Whether a body was sent that the capture does not show, as with `curl -v`; it may hold the credential. */
function mayHaveUnseenBody({ body, headers }: RequestMessage): boolean {
  return (
    body.is === 'not-captured' &&
    (Number(headers.get('content-length')?.value) > 0 || headers.get('transfer-encoding') !== undefined)
  );
}

/** Whether the beginning of a body names a password, secret, token or key. */
function holdsCredential(body: NonNullable<FactContext['exchange']['request']>['body']): boolean {
  const wire = body.is === 'bytes' ? body.wire : body.is === 'cut' ? body.bytes : undefined;
  if (!wire) return false;
  const text = Buffer.from(wire.buffer, wire.byteOffset, Math.min(wire.byteLength, 4096)).toString('latin1');
  return /pass(?:word|wd)|secret|api_?key|token|grant_type|assertion|client_id/i.test(text);
}

function faultOf(header: Header): string | undefined {
  const scheme = schemeOf(header);
  const value = credentialOf(header);
  if (value === '' || (scheme && !PLAIN_SCHEMES.test(scheme))) return undefined;
  if (/\\[nr]$|%0[ad]$/i.test(value)) return 'line-break';
  const shape = shapeFault(header, value);
  if (shape) return shape;
  if (scheme && header.value[scheme.length] === ':') return 'colon-scheme';
  if (scheme && new RegExp(`^${scheme}\\s`, 'i').test(value)) return 'doubled-scheme';
  const isToken = /^eyJ[\w-]{5,}/.test(value);
  const parts = value.split('.').length;
  if (/^basic$/i.test(scheme ?? '')) return isBasic(value) ? undefined : 'broken-basic';
  if (header.name.toLowerCase() !== 'authorization' && /^(?:bearer|basic|apikey)\s/i.test(value))
    return 'extra-scheme';
  if (isToken && !scheme && parts === 3 && header.name.toLowerCase() === 'authorization') return 'bare-token';
  // Signed tokens have three parts, encrypted ones five (RFC 7515 and 7516, section 3.1).
  if (isToken && parts !== 3 && parts !== 5 && /^eyJ[\w-]+\.?/.test(value)) return 'cut-token';
  return /\s/.test(value) && scheme !== undefined && !value.includes('=') ? 'inner-space' : undefined;
}

/** The base64 of `user:password` (RFC 7617, section 2). */
function isBasic(value: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(value) && Buffer.from(value, 'base64').includes(0x3a);
}

function unlessHidden({ exchange }: FactContext): Fact {
  return exchange.request?.headers.seen === 'all'
    ? known(undefined)
    : notCollected('the request headers', 'capture all request headers');
}
