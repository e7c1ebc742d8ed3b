import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Environment } from '../../wire/proxy-variable.js';

/** Variables that name a file of authorities to one runtime or another. */
export const TRUST_VARIABLES = [
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
] as const;

/** Where systems keep the authorities that their administrators trust, in the order of Go's crypto/x509 (root_linux.go). */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * The authorities that programs on this machine may trust, PEM: Node's list, the system's, and those that the
 * environment names. A file that cannot be read is left out, as most runtimes do.
 */
export function trustedAuthorities(env: Environment): string[] {
  const named = TRUST_VARIABLES.flatMap((name) => env[name] || []);
  const system = SYSTEM_BUNDLES.map(textOf).find((text) => text !== '');
  const files = [...new Set(named)].map(textOf);
  const certificates = [system ?? '', ...files].flatMap((text) => text.match(PEM) ?? []);
  // Each is parsed for a while: once is enough, however its lines are broken.
  const byContent = new Map(
    [...rootCertificates, ...certificates].map((pem) => [pem.replace(/\s/g, ''), pem]),
  );
  return [...byContent.values()];
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
