import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Connection, TlsInfo } from '../exchange/exchange.js';

/** How a connection is made. */
export interface Access {
  /** PEM; in place of the authorities that Node knows. */
  readonly ca?: string | Buffer | undefined;
  /** PEM of the client certificate, and of its key. */
  readonly cert?: string | Buffer | undefined;
  readonly key?: string | Buffer | undefined;
  /** The only address family to use. */
  readonly family?: 4 | 6 | undefined;
}

/** The certificate of the server is not accepted: nothing was sent. */
export class CertificateRefused extends Error {
  override readonly name = 'CertificateRefused';

  constructor(
    message: string,
    readonly connection: Connection,
  ) {
    super(message);
  }
}

export interface Opened {
  readonly socket: Socket;
  readonly connection: Connection;
  /** The first error of the socket: with TLS 1.3 a server refuses a client certificate after the handshake. */
  readonly firstError: () => Error | undefined;
}

/**
 * Connects to the host of an origin, with TLS where its scheme says so.
 *
 * @throws CertificateRefused, with what the certificate says; any error of a socket; the reason of `signal`
 */
export async function openSocket(origin: string, access: Access, signal: AbortSignal): Promise<Opened> {
  const { protocol, hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'https:';
  const address = {
    host,
    port: Number(port || (secure ? 443 : 80)),
    ...(access.family && { family: access.family }),
  };
  const socket = secure ? secureSocket(host, address, access) : connectTcp(address);
  let error: Error | undefined;
  const firstError = () => error;
  socket.on('error', (one) => {
    error ??= one;
  });
  await established(socket, secure ? 'secureConnect' : 'connect', signal);
  const peer = { address: socket.remoteAddress ?? host, port: address.port };
  if (!secure) return { socket, firstError, connection: { peer } };
  const tls = tlsInfo(socket as TLSSocket, host);
  if (tls.serverVerified) return { socket, firstError, connection: { peer, tls } };
  socket.destroy();
  throw new CertificateRefused(`SSL certificate problem: ${tls.verifyError}`, { peer, tls });
}

function secureSocket(
  host: string,
  address: { readonly host: string; readonly port: number },
  { ca, cert, key }: Access,
): TLSSocket {
  return connectTls({
    ...address,
    ca,
    cert,
    key,
    ...(isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
    // Refused here, below, once it was looked at: Node drops the certificate together with the connection.
    rejectUnauthorized: false,
  });
}

function established(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      socket.destroy();
      reject(signal.reason);
    };
    const settle = (end: () => void) => {
      signal.removeEventListener('abort', stop);
      socket.off('error', fail).off('close', closed).off(event, done);
      end();
    };
    const fail = (error: Error) => settle(() => reject(error));
    const closed = () => settle(() => reject(new Error('the connection was closed during the handshake')));
    const done = () => settle(resolve);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', fail).once('close', closed).once(event, done);
  });
}

function tlsInfo(socket: TLSSocket, host: string): TlsInfo {
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
