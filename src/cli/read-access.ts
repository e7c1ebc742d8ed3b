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
 * @throws UsageError where one cannot be read, or a key has no certificate
 */
export async function readAccess({ cert, key, cacert }: AccessOptions, io: Io): Promise<Access> {
  if (cert === undefined && key !== undefined)
    throw new UsageError('--key is about your own certificate: name it with --cert FILE.');
  return {
    // As with curl, the file of the certificate may hold its key as well.
    ...(cert !== undefined && {
      cert: await pem('--cert', cert, io),
      key: await privateKey(key ?? cert, io),
    }),
    ...(cacert !== undefined && { ca: await pem('--cacert', cacert, io) }),
  };
}

async function pem(option: string, path: string, io: Io): Promise<Buffer> {
  const { bytes, latin1 } = await readOne(path, io);
  if (!latin1.includes('-----BEGIN ')) throw new UsageError(`${path} (${option}) is no PEM file.`);
  return Buffer.from(bytes);
}

async function privateKey(path: string, io: Io): Promise<Buffer> {
  const bytes = await pem('--key', path, io);
  if (bytes.includes('PRIVATE KEY-----')) return bytes;
  throw new UsageError(`${path} holds no private key in PEM: name the file that does with --key.`);
}
