import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.js';

/**
 * A small text file that an option names.
 *
 * @throws UsageError when it cannot be read
 */
export function readText(name: string): string {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    throw new UsageError(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/**
 * Certificates in PEM.
 *
 * @throws UsageError when the file cannot be read or holds none
 */
export function readClientCa(name: string): string {
  const pem = readText(name);
  try {
    new X509Certificate(pem);
  } catch {
    throw new UsageError(`${name} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`);
  }
  return pem;
}
