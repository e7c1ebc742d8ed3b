import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file that only its owner may read. One of that name is replaced at once and whole, or left as it was.
 *
 * @returns the descriptor, still open for writing
 * @throws Error with a `code` when it cannot be written
 */
export function replaceFile(path: string, bytes: Uint8Array): number {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  const file = openSync(beside, 'wx', 0o600);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
    renameSync(beside, path);
    return file;
  } catch (error) {
    closeSync(file);
    rmSync(beside, { force: true });
    throw error;
  }
}
