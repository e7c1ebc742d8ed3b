import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Writes the type declarations of the library: those that its entry leads to, because nothing else can be imported.
 *
 * @throws with what the compiler says, when the types do not fit
 */
export async function declareTypes(folder: string): Promise<void> {
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json')).replace(
    'package.json',
    'bin/tsc',
  );
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.lib.json', '--outDir', folder]).catch(
    (error: { stdout: string }) => {
      throw new Error(`The type declarations could not be written:\n${error.stdout}`);
    },
  );
  const entry = join(folder, 'index.d.ts');
  const reached = await reachedFrom(entry);
  const written = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  await Promise.all(
    written.filter((path) => path.endsWith('.d.ts') && !reached.has(path)).map((path) => rm(path)),
  );
  const named = new Set([entry, ...(await importedBy(entry))]);
  await Promise.all([...reached].filter((path) => !named.has(path)).map(withoutComments));
}

async function reachedFrom(entry: string): Promise<ReadonlySet<string>> {
  const reached = new Set([entry]);
  // A set hands out what is added to it while it is walked.
  for (const path of reached) for (const other of await importedBy(path)) reached.add(other);
  return reached;
}

async function importedBy(path: string): Promise<string[]> {
  const code = await readFile(path, 'utf8');
  return [...code.matchAll(/(?:from |import\()["'](\..*?)\.js["']/g)].map(([, name]) =>
    join(dirname(path), `${name}.d.ts`),
  );
}

/** What the entry does not name is read by the compiler alone. */
async function withoutComments(path: string): Promise<void> {
  const code = await readFile(path, 'utf8');
  await writeFile(path, code.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\r?\n/gm, ''));
}
