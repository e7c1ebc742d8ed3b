import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { writeWhenChanged } from './write-when-changed.js';

const FOLDER = 'src/assembly';
/** Each is a module of its own. */
const MODULES = ['eye', 'skim'];
const TARGET = 'src/assembly.generated.ts';
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles the AssemblyScript of src/assembly to modules of WebAssembly, which the package holds packed, as text. That
 * takes seconds, so it is done only when a source or this file has changed.
 */
export async function compileAssembly(): Promise<void> {
  const sources = (await readdir(join(root, FOLDER))).sort();
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
  for (const name of sources) hash.update(await readFile(join(root, FOLDER, name)));
  const mark = `// Of sources with the hash ${hash.digest('hex').slice(0, 16)}.\n`;
  const present = await readFile(join(root, TARGET), 'utf8').catch(() => '');
  if (present.includes(mark)) return;
  const texts: string[] = [];
  for (const name of MODULES) texts.push(`export const ${name} =\n  '${await compiled(name)}';\n`);
  await writeWhenChanged(TARGET, mark + texts.join(''));
}

async function compiled(name: string): Promise<string> {
  const { default: compiler } = await import('assemblyscript/asc');
  const binary = join(root, `node_modules/.cache/errdoctor-${name}.wasm`);
  const { error, stderr } = await compiler.main([
    `${FOLDER}/${name}.ts`,
    '-O3',
    '--converge',
    '--runtime=stub',
    '--noAssert',
    '--enable=simd',
    '--use=abort=',
    `--outFile=${binary}`,
  ]);
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return brotliCompressSync(await readFile(binary)).toString('base64');
}
