import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that was named, or stands in a folder that was. */
export interface ListedFile {
  readonly name: string;
  /** Bytes on disk; undefined for what has no end that is known. */
  readonly size: number | undefined;
}

/** Told of what cannot be looked at. */
type Failed = (name: string, error: NodeJS.ErrnoException) => void;

/**
 * The files behind some names, in the order of the names, each once. A folder is all files in it and below, by path,
 * but those that are hidden; symbolic links to folders are not followed, because they may lead back.
 */
export async function listFiles(names: readonly string[], failed: Failed): Promise<ListedFile[]> {
  const found = new Map<string, ListedFile>();
  for (const name of names) {
    if (name === '-') found.set(name, { name, size: undefined });
    else
      for await (const file of filesOf(name, 'named', failed))
        found.set(file.name, found.get(file.name) ?? file);
  }
  return [...found.values()];
}

async function* filesOf(name: string, is: 'named' | 'inside', failed: Failed): AsyncGenerator<ListedFile> {
  try {
    const about = await stat(name);
    if (about.isFile()) yield { name, size: about.size };
    else if (!about.isDirectory()) {
      // A named pipe or a device; in a folder it would be waited for.
      if (is === 'named') yield { name, size: undefined };
    } else if (is === 'named' || !(await lstat(name)).isSymbolicLink()) {
      const inside = (await readdir(name)).filter((one) => !one.startsWith('.')).sort();
      for (const one of inside) yield* filesOf(join(name, one), 'inside', failed);
    }
  } catch (error) {
    failed(name, error as NodeJS.ErrnoException);
  }
}
