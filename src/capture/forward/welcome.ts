import { type SecureContext, TLSSocket } from 'node:tls';
import type { Connection } from '../../exchange/exchange.js';
import { established } from '../../wire/established.js';
import { remarkOn, type Tunnel } from './tunnel.js';

/** A program that went on with a certificate of ours. */
export interface Welcomed {
  readonly stream: TLSSocket;
  /** It showed a certificate of its own, which was remarked. */
  readonly showsOwn: boolean;
}

/** The certificate that a program is shown: one that it refuses where it would have refused that of the server. */
export function certificateFor({ name, shared }: Tunnel, { tls }: Connection): Promise<SecureContext> {
  return shared.leaves.for(name, tls?.serverVerified === false ? 'untrusted' : undefined);
}

/**
 * The handshake with the program, in which errdoctor is the server.
 *
 * @throws what the program says against the certificate, where it says anything
 */
export async function welcome(
  tunnel: Tunnel,
  secureContext: SecureContext,
  { tls }: Connection,
): Promise<Welcomed> {
  const stream = new TLSSocket(tunnel.client, {
    isServer: true,
    secureContext,
    // What the server chose, which may know nothing of ALPN.
    ...(tls?.alpn && { ALPNProtocols: [tls.alpn] }),
    requestCert: !tunnel.shared.dialer.hasCertificate,
    rejectUnauthorized: false,
  });
  const ended = () => stream.destroy();
  stream.on('error', () => undefined).once('end', ended);
  try {
    await established(stream, 'secure');
    stream.off('end', ended);
  } finally {
    // The event comes out of the middle of OpenSSL's work, which no reset survives.
    await new Promise(setImmediate);
  }
  const showsOwn = stream.getPeerX509Certificate() !== undefined;
  if (showsOwn)
    remarkOn(
      tunnel,
      `The program has a client certificate for ${tunnel.host}, which errdoctor cannot pass on: give it the same with --cert FILE and --key FILE.`,
    );
  return { stream, showsOwn };
}
