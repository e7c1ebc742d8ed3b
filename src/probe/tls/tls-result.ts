import type { TlsCall } from './call-tls.js';
import type { ClientVerdict } from './client-verdict.js';
import type { OwnCertificate, OwnFault } from './own-certificate.js';
import type { ServerCertificate } from './server-certificate.js';

/** Everything a probe learnt, from which lines, facts and the exchange are made. */
export interface TlsResult {
  readonly call: TlsCall;
  readonly server: ServerCertificate | undefined;
  readonly own: OwnCertificate | undefined;
  readonly ownFault: OwnFault | 'issuer-not-accepted' | undefined;
  readonly client: ClientVerdict;
  /** All that were agreed on, oldest first; of the current ones each was tried. */
  readonly versions: readonly string[];
  readonly alpn: string | undefined;
}

/** Older ones are forbidden by RFC 8996. */
export const CURRENT = ['TLSv1.2', 'TLSv1.3'] as const;

export function isCurrent(version: string): boolean {
  return (CURRENT as readonly string[]).includes(version);
}
