import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Connection } from '../exchange/exchange.js';
import { established } from './established.js';
import { tlsInfo } from './tls-info.js';

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
