import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Environment } from '../../wire/proxy-variable.js';
import { trustVariables } from '../program/trust-variables.js';

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
 * environment names to any runtime. A file that cannot be read is left out, as most runtimes do.
 */
export function trustedAuthorities(env: Environment): string[] {
  const named = trustVariables().flatMap((name) => env[name] || []);
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
