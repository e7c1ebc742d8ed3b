import { readFileSync } from 'node:fs';
import type { Access } from '../wire/open-socket.js';
import { nearestFile } from './nearest-file.js';
import { UsageError } from './usage-error.js';

/** Files for a connection of our own. */
export interface AccessOptions {
  readonly cert?: string;
  readonly key?: string;
  readonly cacert?: string;
}

/**
 * Reads the certificates and the key that the options name.
 *
 * @throws UsageError where one cannot be read, or a certificate has no key
 */
export function readAccess({ cert, key, cacert }: AccessOptions): Access {
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('A client certificate is shown with its key: give both --cert and --key.');
  return {
    ...(cert !== undefined && { cert: pem('--cert', cert) }),
    ...(key !== undefined && { key: pem('--key', key) }),
    ...(cacert !== undefined && { ca: pem('--cacert', cacert) }),
  };
}

function pem(option: string, path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    if (!bytes.includes('-----BEGIN ')) throw new UsageError(`${path} (${option}) is no PEM file.`);
    return bytes;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const meant = code === 'ENOENT' ? nearestFile(path) : undefined;
    throw new UsageError(
      `${path} (${option}) cannot be read (${code}).${meant ? ` Did you mean ${meant}?` : ''}`,
    );
  }
}
