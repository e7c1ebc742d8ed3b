import type { PackSource } from '../causes/compile-packs.js';
import { readPackFiles } from '../causes/read-pack-files.js';
import { ruleFolders } from './open-engine.js';
import { UsageError } from './usage-error.js';

export interface PackSources {
  readonly folders: readonly string[];
  readonly packs: readonly PackSource[];
  /** A line for each fault that the schemas find. */
  readonly findings: readonly string[];
}

/**
 * The packs that `rules lint` and `rules test` look at: those in the named folders, otherwise the user's own.
 *
 * @throws UsageError when there are none
 */
export async function readPackSources(
  named: readonly string[],
  rules: readonly string[] = [],
): Promise<PackSources> {
  const folders = ruleFolders([...named, ...rules], named.length === 0);
  const packs: PackSource[] = [];
  const findings: string[] = [];
  for (const folder of folders) {
    const found = await readPackFiles(folder);
    packs.push(...found.packs);
    findings.push(
      ...found.findings.map(({ file, line, column, says }) => `${file}:${line}:${column}: ${says}`),
    );
  }
  if (packs.length === 0 && findings.length === 0) {
    throw new UsageError(
      `There is no pack in ${folders.join(', ') || '.errdoctor/rules'}. Name a folder whose sub-folders are packs, each with a pack.yaml.`,
    );
  }
  return { folders, packs, findings };
}
