import type { FactContext } from './fact.js';
import { carrier, credentialOf, PLAIN_SCHEMES, schemeOf } from './sent-credential.js';

/** Parameters of a signed Authorization header that name the key (AWS4, HTTP Signatures, Digest, OAuth 1). */
const KEY_PARAMETER = /\b(?:credential|keyid|username|oauth_consumer_key)="?([^",;\s/]+)/i;

/**
 * The credential that tells who called: the first that the pack describes, else the one that the request carries.
 * Undefined where none was sent or the recorder masked it. For comparing, never for printing.
 */
export function callerOf(context: FactContext): string | undefined {
  const { request } = context.exchange;
  const [described] = Object.values(context.pack?.credentials ?? {});
  const header = (described && request?.headers.get(described.header)) ?? carrier(context);
  if (!header || header.redacted || header.value === '') return undefined;
  const scheme = schemeOf(header);
  if (!scheme || scheme === described?.scheme || PLAIN_SCHEMES.test(scheme)) return credentialOf(header);
  return KEY_PARAMETER.exec(header.value)?.[1];
}
