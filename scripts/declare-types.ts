import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleTypes } from './bundle-types.js';

/**
 * Writes the type declarations of the library as one file.
 *
 * @throws with what the compiler says, when the types do not fit
 */
export async function declareTypes(folder: string): Promise<void> {
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json')).replace(
    'package.json',
    'bin/tsc',
  );
  const apart = join(folder, 'apart');
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.lib.json', '--outDir', apart]).catch(
    (error: { stdout: string }) => {
      throw new Error(`The type declarations could not be written:\n${error.stdout}`);
    },
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.d.ts'), bundleTypes(join(apart, 'index.js')));
  await rm(apart, { recursive: true });
}
