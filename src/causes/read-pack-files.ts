import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stripControls } from '../report/strip-controls.js';
import { compilePacks, type PackSource, type RuleSource } from './compile-packs.js';
import type { PackSettings } from './pack.js';
import { type Finding, readYaml, type YamlFile } from './read-yaml.js';
import type { Rule } from './rule.js';
import type { SchemaName } from './read-schema.js';
import { schemaFaults } from './schema-faults.js';
import { schemeFaults } from './scheme-faults.js';

export interface PackFiles {
  readonly packs: readonly PackSource[];
  readonly findings: readonly Finding[];
}

/** Both halves of a cause's id. */
const NAME = /^[a-z0-9][a-z0-9-]{0,79}$/;
/** Ten times what comes along: reading more would keep the user waiting. */
const MOST_FILES = 10_000;

/**
 * Reads a folder of packs (`<dir>/<pack>/pack.yaml` and one YAML file per cause). Folders that begin with `_` or `.`
 * are left out. A file with a fault is skipped and reported; the rest is used. Throws only when `dir` cannot be listed.
 */
export async function readPackFiles(dir: string): Promise<PackFiles> {
  const findings: Finding[] = [];
  const packs: PackSource[] = [];
  let files = 0;
  for (const folder of await packFolders(dir, findings)) {
    const names = (await readdir(join(dir, folder))).filter((name) => /\.ya?ml$/.test(name)).sort();
    files += names.length;
    if (files > MOST_FILES) {
      findings.push(whole(join(dir, folder), `is left out: ${MOST_FILES} files are the most that are read`));
      break;
    }
    const settings = await readValid(join(dir, folder, 'pack.yaml'), 'pack', findings);
    if (!settings || hasFaultySchemes(settings, findings)) continue;
    const pack = {
      id: folder,
      settings: { ...(settings.value as PackSettings), id: folder },
      placeOf: settings.placeOf,
    };
    const rules: RuleSource[] = [];
    for (const name of names.filter((one) => one !== 'pack.yaml')) {
      const rule = await readRule(join(dir, folder, name), name, pack, findings);
      if (rule) rules.push(rule);
    }
    packs.push({ ...pack, rules });
  }
  return { packs, findings };
}

function hasFaultySchemes({ value, placeOf }: YamlFile, findings: Finding[]): boolean {
  const schemes = Object.entries((value as PackSettings).signatures ?? {});
  const faults = schemes.flatMap(([name, scheme]) =>
    schemeFaults(scheme).map(([keys, says]) => ({ keys: ['signatures', name, ...keys], says })),
  );
  for (const { keys, says } of faults) {
    const named = stripControls(`${keys.join('.')}: ${says}`, 'join');
    findings.push({ ...placeOf(keys), says: named });
  }
  return faults.length > 0;
}

async function packFolders(dir: string, findings: Finding[]): Promise<string[]> {
  const entries = (await readdir(dir, { withFileTypes: true })).filter(({ name }) => !/^[_.]/.test(name));
  const names: string[] = [];
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isSymbolicLink()) findings.push(whole(path, 'is a link, which is not followed'));
    else if (entry.isDirectory() && !NAME.test(entry.name)) findings.push(whole(path, BAD_NAME));
    else if (entry.isDirectory()) names.push(entry.name);
  }
  return names.sort();
}

async function readRule(
  path: string,
  name: string,
  pack: Omit<PackSource, 'rules'>,
  findings: Finding[],
): Promise<RuleSource | undefined> {
  const cause = name.replace(/\.ya?ml$/, '');
  if (!NAME.test(cause)) {
    findings.push(whole(path, BAD_NAME));
    return undefined;
  }
  const file = await readValid(path, 'rule', findings);
  if (!file) return undefined;
  const rule = { id: `${pack.id}/${cause}`, rule: file.value as Rule, placeOf: file.placeOf };
  try {
    compilePacks([{ ...pack, rules: [rule] }]);
    return rule;
  } catch (error) {
    findings.push({ ...file.placeOf(['when']), says: stripControls((error as Error).message, 'join') });
    return undefined;
  }
}

const BAD_NAME = 'is no name for a part of an id: use a-z, 0-9 and -';

function whole(file: string, says: string): Finding {
  return { file: stripControls(file, 'join'), line: 1, column: 1, says };
}

async function readValid(
  path: string,
  schema: SchemaName,
  findings: Finding[],
): Promise<YamlFile | undefined> {
  const file = await readYaml(path, findings);
  if (!file) return undefined;
  const faults = schemaFaults(file.value, schema);
  for (const { keys, says } of faults.slice(0, 3)) {
    const named = stripControls(`${keys.join('.') || 'the file'} ${says}`, 'join');
    findings.push({ ...file.placeOf(keys), says: named });
  }
  return faults.length === 0 ? file : undefined;
}
