import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packTogether } from '../src/causes/packed-together.js';
import { readPackFiles } from '../src/causes/read-pack-files.js';
import type { Finding } from '../src/causes/read-yaml.js';
import { shippedPieces } from '../src/causes/ship-rules.js';

/**
 * Compiles the rule packs in a folder to the one file that ships (`shippedPieces`).
 *
 * @throws with every finding, when a rule file does not fit its schema
 */
export async function compileRules(from: string, to: string): Promise<void> {
  const { packs, findings } = await readPackFiles(from);
  if (findings.length > 0)
    throw new Error(`The rule packs cannot be built:\n${findings.map(line).join('\n')}`);
  await mkdir(to, { recursive: true });
  await writeFile(join(to, 'rules.packed'), await packTogether(shippedPieces(packs)));
}

function line(finding: Finding): string {
  return `${finding.file}:${finding.line}: ${finding.says}`;
}
