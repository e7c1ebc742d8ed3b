import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../nearest.js';

/** The file in the same folder that was probably meant by the name of a missing one. */
export function nearestFile(name: string): string | undefined {
  const folder = dirname(name);
  try {
    const meant = nearest(basename(name), readdirSync(folder));
    return meant && (folder === '.' ? meant : join(folder, meant));
  } catch {
    // Where the folder cannot be listed there is nothing to suggest.
    return undefined;
  }
}
