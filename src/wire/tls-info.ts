import { checkServerIdentity, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { TlsInfo } from '../exchange/exchange.js';

/**
 * What a finished handshake shows, and whether the certificate of the server is accepted.
 *
 * @param host that the certificate has to name
 */
export function tlsInfo(socket: TLSSocket, host: string): TlsInfo {
  const certificate = socket.getPeerCertificate();
  const verified = socket.authorized;
  return {
    version: socket.getProtocol() ?? undefined,
    alpn: socket.alpnProtocol || undefined,
    serverSubject: nameOf(certificate.subject),
    serverIssuer: nameOf(certificate.issuer),
    serverNotAfter: certificate.valid_to,
    serverVerified: verified,
    ...(!verified && { verifyError: verifyError(socket, host, certificate) }),
  };
}

function nameOf(parts: PeerCertificate['subject'] | undefined): string | undefined {
  if (!parts) return undefined;
  return Object.entries(parts)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}=${one}`))
    .join(', ');
}

/** What OpenSSL says for the codes that Node gives (X509_verify_cert_error_string). */
const VERIFY_ERRORS: Readonly<Record<string, string>> = {
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to verify the first certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
};

function verifyError(socket: TLSSocket, host: string, certificate: PeerCertificate): string {
  // Typed as an Error, but the code is what Node puts there.
  const code = String(socket.authorizationError);
  const named = code === 'ERR_TLS_CERT_ALTNAME_INVALID' && checkServerIdentity(host, certificate)?.message;
  return named || (VERIFY_ERRORS[code] ?? code.toLowerCase().replaceAll('_', ' '));
}
