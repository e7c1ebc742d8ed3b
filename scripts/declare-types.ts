import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
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
  const reached = await reachedFrom(join(folder, 'index.d.ts'));
  const written = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  await Promise.all(
    written.filter((path) => path.endsWith('.d.ts') && !reached.has(path)).map((path) => rm(path)),
  );
}

async function reachedFrom(entry: string): Promise<ReadonlySet<string>> {
  const reached = new Set([entry]);
  // A set hands out what is added to it while it is walked.
  for (const path of reached) {
    const code = await readFile(path, 'utf8');
    for (const [, name] of code.matchAll(/(?:from |import\()["'](\..*?)\.js["']/g))
      reached.add(join(dirname(path), `${name}.d.ts`));
  }
  return reached;
}
