import { alertInWords } from '../curl/curl-exit.js';

/** Go's words (crypto/tls, alert.go) for alerts that RFC 8446, section 6, names otherwise. */
const OF_GO: Readonly<Record<string, string>> = {
  'unknown certificate authority': 'unknown ca',
  'unknown certificate': 'certificate unknown',
  'expired certificate': 'certificate expired',
  'revoked certificate': 'certificate revoked',
  'error decrypting message': 'decrypt error',
};

/**
 * The alert of the other side that a client's message names: OpenSSL's words, Java's `Received fatal alert:
 * certificate_required`, Go's `remote error: tls: certificate required`.
 */
export function alertNamed(says: string): string | undefined {
  const java = /\bfatal alert: ([a-z_]{3,40})/.exec(says)?.[1];
  if (java) return java.replaceAll('_', ' ');
  const go = /\bremote error: tls: ([a-z ]{3,60})/.exec(says)?.[1]?.trim();
  return go ? (OF_GO[go] ?? go) : alertInWords(says);
}
