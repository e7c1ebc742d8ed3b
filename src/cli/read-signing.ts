import { DEFAULT_DEPTH, type SigningOptions } from '../signing/given.js';
import type { Io } from './io.js';
import { readOne } from './read-inputs.js';
import { readSecrets, type SecretOptions } from './read-secrets.js';

/** The options of commands that check signatures. */
export interface SignatureOptions extends SecretOptions {
  readonly stringToSign?: string;
  readonly depth?: number;
  readonly timeout?: number;
}

/**
 * Reads what the options for signatures name.
 *
 * @throws UsageError when a variable or a file of them cannot be read
 */
export async function readSigning(options: SignatureOptions, io: Io): Promise<SigningOptions> {
  const { stringToSign, depth = DEFAULT_DEPTH, timeout } = options;
  return {
    secrets: readSecrets(options, io),
    ...(stringToSign !== undefined && { stringToSign: await byteString(stringToSign, io) }),
    depth,
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
  };
}

async function byteString(name: string, io: Io): Promise<string> {
  const { bytes } = await readOne(name, io);
  return Buffer.from(bytes).toString('latin1');
}
