import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Writer } from './writer.js';

/** The registry of recorders: every file of the folder `writers/`, in the order of the names. */
export async function loadWriters(): Promise<Writer[]> {
  const folder = new URL('writers/', import.meta.url);
  const files = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (name) => ((await import(new URL(name, folder).href)) as { default: Writer }).default),
  );
}
