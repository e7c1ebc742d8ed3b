import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Trust } from './trust.js';

export interface StrictOptions {
  readonly host: string;
  readonly port: number;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly trust: Trust;
  /** PEM, already known to belong together. */
  readonly own?: { readonly cert: string; readonly key: string } | undefined;
}

/** What is found out here by itself, with all that is behind it. */
const KNOWN_OTHERWISE = /issuer|self.signed|expired|not yet valid|unable to verify|not trusted/i;

/**
 * What OpenSSL objects to in a server's certificates apart from their trust, dates and host name: name constraints, uses,
 * authorities that are none, keys and digests below its security level 2, which distributions set for curl and others.
 *
 * @returns its words; undefined where it has no such objection, or no handshake came about in time
 */
export function askStrictly({ host, port, until, trust, own }: StrictOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ca: trust.certificates.map(String),
      allowPartialTrustChain: true,
      ciphers: 'DEFAULT@SECLEVEL=2',
      checkServerIdentity: () => undefined,
      ...(isIP(host) === 0 && { servername: host }),
      ...own,
    });
    const timer = setTimeout(() => finish(), Math.max(1, until - Date.now()));
    const finish = (objection?: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(objection);
    };
    socket
      .once('secureConnect', () => finish())
      .on('close', () => finish())
      .on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
        // Errors of the system and of Node have codes like these; all others are verdicts on certificates.
        const isVerdict = !/^E[A-Z]+$|^ERR_/.test(code) && !KNOWN_OTHERWISE.test(message);
        finish(isVerdict ? message : undefined);
      });
  });
}
