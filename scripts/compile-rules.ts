import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compilePacks } from '../src/causes/compile-packs.js';
import { packTogether } from '../src/causes/packed-together.js';
import { readPackFiles } from '../src/causes/read-pack-files.js';
import type { Finding } from '../src/causes/read-yaml.js';
import { asciiJson, PARTS, writeShipped } from '../src/causes/shipped-rules.js';

/**
 * Compiles the rule packs in a folder to the JSON that ships: an index, and the parts that matching,
 * printing and pages about causes read, each packed for all packs together (`packTogether`).
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
    ...PARTS.map(async (part) => {
      const texts = Object.entries(compiled.packs).map(([id, pack]) => [id, writeShipped(pack[part])]);
      await writeFile(join(to, `${part}.packed`), await packTogether(Object.fromEntries(texts)));
    }),
  ]);
}

function line(finding: Finding): string {
  return `${finding.file}:${finding.line}: ${finding.says}`;
}
