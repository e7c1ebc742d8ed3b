import type { TlsCall } from './call-tls.js';
import { isAboutCertificate } from './alerts.js';
import type { OwnCertificate, OwnFault } from './own-certificate.js';

/** What became of the client certificate. */
export type ClientVerdict =
  | 'not-asked'
  /** Asked for, and done without. */
  | 'optional'
  | 'missing'
  | 'taken'
  | 'refused'
  /** The connection ended, or was silent, before it showed. */
  | 'unknown';

/**
 * Whether the server asked for a client certificate, and what it did when it got ours or none.
 *
 * @param isRefusal whether its answer is a page that refuses for the certificate
 */
export function clientVerdict(
  { flight, failure, alert, answer, cipher }: TlsCall,
  own: OwnCertificate | undefined,
  isRefusal: boolean,
): ClientVerdict {
  if (!flight.authorities) return flight.certificates || cipher ? 'not-asked' : 'unknown';
  const ended = alert === undefined ? failure?.kind === 'reset' : isAboutCertificate(alert);
  if (own && !own.isUsable) return 'unknown';
  if (ended || isRefusal) return own ? 'refused' : 'missing';
  if (answer.length === 0) return 'unknown';
  return own ? 'taken' : 'optional';
}

/** What is wrong with our certificate: by itself, else that the server lists other issuers and refused it. */
export function faultOfOwn(
  own: OwnCertificate | undefined,
  verdict: ClientVerdict,
  authorities: readonly string[],
): OwnFault | 'issuer-not-accepted' | undefined {
  if (!own || own.fault) return own?.fault;
  return verdict === 'refused' && isListed(own, authorities) === false ? 'issuer-not-accepted' : undefined;
}

/** Whether the server lists an issuer of the certificate; undefined where it lists none at all. */
export function isListed({ issuers }: OwnCertificate, authorities: readonly string[]): boolean | undefined {
  return authorities.length === 0 ? undefined : issuers.some((issuer) => authorities.includes(issuer));
}
