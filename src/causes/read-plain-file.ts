import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Without waiting, since a named pipe would never answer; Windows has neither flag. */
const PLAINLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The text of a file whose name somebody else chose: a link is not followed, a pipe or a device not read.
 *
 * @param largest in bytes
 * @returns the text, or what is wrong with the file as a half sentence
 */
export function readPlainFile(path: string, largest: number): { text: string } | { says: string } {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, PLAINLY);
    const found = fstatSync(descriptor);
    if (!found.isFile()) return { says: 'is not a plain file' };
    if (found.size > largest) return { says: `is larger than ${largest / 1024} KiB` };
    return { text: readFileSync(descriptor, 'utf8').replace(/^\ufeff/, '') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { says: code === 'ELOOP' ? 'is a link, which is not followed' : `cannot be read (${code})` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
