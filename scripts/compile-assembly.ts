import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhenChanged } from './write-when-changed.js';

const FOLDER = 'src/assembly';
const TARGET = 'src/assembly.generated.ts';
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles the AssemblyScript of src/assembly to a module of WebAssembly, which the package holds as text. That takes
 * two seconds, so it is done only when a source has changed.
 */
export async function compileAssembly(): Promise<void> {
  const sources = (await readdir(join(root, FOLDER))).sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(await readFile(join(root, FOLDER, name)));
  const mark = `// Of sources with the hash ${hash.digest('hex').slice(0, 16)}.\n`;
  const present = await readFile(join(root, TARGET), 'utf8').catch(() => '');
  if (present.includes(mark)) return;
  const { default: compiler } = await import('assemblyscript/asc');
  const binary = join(root, 'node_modules/.cache/errdoctor-eye.wasm');
  const { error, stderr } = await compiler.main([
    `${FOLDER}/eye.ts`,
    '-O3',
    '--converge',
    '--runtime=stub',
    '--noAssert',
    '--enable=simd',
    '--use=abort=',
    `--outFile=${binary}`,
  ]);
  if (error) throw new Error(`${error.message}\n${stderr}`);
  const text = (await readFile(binary)).toString('base64');
  await writeWhenChanged(TARGET, `${mark}export const eye =\n  '${text}';\n`);
}
