import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { compilePacks } from '../src/causes/compile-packs.js';
import { readPackFiles } from '../src/causes/read-pack-files.js';
import type { Finding } from '../src/causes/read-yaml.js';
import { asciiJson, writeShipped } from '../src/causes/shipped-rules.js';

/**
 * Compiles the rule packs in a folder to the JSON that ships: an index, and per pack the part that matching
 * reads and the part that only printing reads.
 *
 * @throws with every finding, when a rule file does not fit its schema
 */
export async function compileRules(from: string, to: string): Promise<void> {
  const { packs, findings } = await readPackFiles(from);
  if (findings.length > 0)
    throw new Error(`The rule packs cannot be built:\n${findings.map(line).join('\n')}`);
  const compiled = compilePacks(packs);
  await mkdir(to, { recursive: true });
  await Promise.all([
    writeFile(join(to, 'index.json'), asciiJson(compiled.index)),
    ...Object.entries(compiled.packs).flatMap(([id, { match, text, pages }]) => [
      writeFile(join(to, `${id}.match.ndjson`), writeShipped(match)),
      // What every diagnosis reads is read fastest as it is; words are many, and a packed package has a limit.
      writeFile(join(to, `${id}.text.ndjson.br`), brotliCompressSync(writeShipped(text))),
      writeFile(join(to, `${id}.pages.ndjson.br`), brotliCompressSync(writeShipped(pages))),
    ]),
  ]);
}

function line(finding: Finding): string {
  return `${finding.file}:${finding.line}: ${finding.says}`;
}
