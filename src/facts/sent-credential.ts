import type { Header } from '../exchange/headers.js';
import { isSecretHeader } from '../exchange/secret-names.js';
import type { FactContext } from './fact.js';

/** Scheme words behind which a single credential stands; others have parameters of their own. */
export const PLAIN_SCHEMES = /^(?:bearer|token|basic|apikey|api-key|key|jwt)$/i;
/** Secret by name, but no credential that identifies the caller. */
const OTHER_SECRETS = /cookie|csrf|xsrf|signature|digest|proxy|otp|session/i;

/** Whether a pack says how the credentials of this API look; `credential.*` speaks then. */
export function isDescribed({ pack }: FactContext): boolean {
  return pack?.credentials !== undefined;
}

/** Whether the caller was refused by an API whose credentials no pack describes. */
export function isRefused(context: FactContext): boolean {
  const { request, response, transport } = context.exchange;
  // An answer to CONNECT is a proxy's, and a broken connection refuses nobody.
  if (transport || request?.method === 'CONNECT') return false;
  const status = response?.status;
  return (status === 401 || status === 403 || status === 400) && !isDescribed(context);
}

/** The request headers that carry a credential by their name, in order. */
export function credentials({ exchange }: FactContext): Header[] {
  return (exchange.request?.headers.list ?? []).filter(
    ({ name }) => isSecretHeader(name) && !OTHER_SECRETS.test(name),
  );
}

/** The header that tells who calls: Authorization, or else the first with a credential. */
export function carrier(context: FactContext): Header | undefined {
  return context.exchange.request?.headers.get('authorization') ?? credentials(context)[0];
}

/** The word before the credential of an Authorization header; undefined when a bare credential stands there. */
export function schemeOf(header: Header): string | undefined {
  const [, word, rest] = /^([A-Za-z][\w-]*):?(?:\s+|$)(.*)$/.exec(header.value) ?? [];
  if (header.name.toLowerCase() !== 'authorization' || word === undefined) return undefined;
  return rest !== '' || PLAIN_SCHEMES.test(word) ? word : undefined;
}

/** The credential itself, without scheme word. */
export function credentialOf(header: Header): string {
  const scheme = schemeOf(header);
  return scheme ? header.value.slice(scheme.length).replace(/^:?\s*/, '') : header.value;
}
