import type { X509Certificate } from 'node:crypto';

/** The authorities that a server's certificates are held against, and how that is said: `only what ca.pem holds`. */
export interface Trust {
  readonly certificates: readonly X509Certificate[];
  readonly says: string;
}
