import type { Access } from '../wire/open-socket.js';
import type { Io } from './io.js';
import { readOne } from './read-inputs.js';
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
export async function readAccess({ cert, key, cacert }: AccessOptions, io: Io): Promise<Access> {
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('A client certificate is shown with its key: give both --cert and --key.');
  return {
    ...(cert !== undefined && { cert: await pem('--cert', cert, io) }),
    ...(key !== undefined && { key: await pem('--key', key, io) }),
    ...(cacert !== undefined && { ca: await pem('--cacert', cacert, io) }),
  };
}

async function pem(option: string, path: string, io: Io): Promise<Buffer> {
  const { bytes, latin1 } = await readOne(path, io);
  if (!latin1.includes('-----BEGIN ')) throw new UsageError(`${path} (${option}) is no PEM file.`);
  return Buffer.from(bytes);
}
