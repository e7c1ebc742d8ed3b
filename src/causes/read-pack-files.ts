import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import type { PackSource } from './compile-packs.js';
import type { PackSettings } from './pack.js';
import type { Rule } from './rule.js';
import { validatePack, validateRule } from './validate.generated.js';

/** A fault in a pack file, with its place. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly says: string;
}

export interface PackFiles {
  readonly packs: readonly PackSource[];
  readonly findings: readonly Finding[];
}

type Validate = ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };

/**
 * Reads a folder of packs (`<dir>/<pack>/pack.yaml` and one YAML file per cause). Folders that begin with `_` are
 * left out. A file with a fault is skipped and reported; the rest is used. Throws only when `dir` cannot be listed.
 */
export async function readPackFiles(dir: string): Promise<PackFiles> {
  const findings: Finding[] = [];
  const packs: PackSource[] = [];
  const folders = (await readdir(dir, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && !/^[_.]/.test(entry.name),
  );
  for (const folder of folders.map((entry) => entry.name).sort()) {
    const files = (await readdir(join(dir, folder))).filter((file) => /\.ya?ml$/.test(file)).sort();
    const settings = await readYaml<PackSettings>(
      join(dir, folder, 'pack.yaml'),
      validatePack as Validate,
      findings,
    );
    if (!settings) continue;
    const rules: { id: string; rule: Rule }[] = [];
    for (const file of files.filter((name) => name !== 'pack.yaml')) {
      const rule = await readYaml<Rule>(join(dir, folder, file), validateRule as Validate, findings);
      if (rule) rules.push({ id: `${folder}/${file.replace(/\.ya?ml$/, '')}`, rule });
    }
    packs.push({ id: folder, settings: { ...settings, id: folder }, rules });
  }
  return { packs, findings };
}

async function readYaml<T>(path: string, validate: Validate, findings: Finding[]): Promise<T | undefined> {
  const { LineCounter, parseDocument } = await import('yaml');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    findings.push({
      file: path,
      line: 1,
      column: 1,
      says: `cannot be read (${(error as NodeJS.ErrnoException).code})`,
    });
    return undefined;
  }
  const lines = new LineCounter();
  // Aliases are refused: a few lines of them can expand to gigabytes.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const report = (offset: number, says: string) => {
    const { line, col } = lines.linePos(offset);
    findings.push({ file: path, line, column: col, says });
  };
  for (const error of document.errors) report(error.pos[0], error.message);
  if (document.errors.length > 0) return undefined;
  let value: T;
  try {
    value = document.toJS({ maxAliasCount: 0 }) as T;
  } catch (error) {
    report(0, (error as Error).message);
    return undefined;
  }
  if (validate(value)) return value;
  for (const error of worst(validate.errors ?? [])) {
    const keys = error.instancePath
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const node = document.getIn(keys, true) as { range?: [number, number, number] } | undefined;
    const extra =
      error.keyword === 'additionalProperties'
        ? `: ${error.params.additionalProperty}`
        : error.keyword === 'enum'
          ? `: ${error.params.allowedValues.join(', ')}`
          : '';
    report(node?.range?.[0] ?? 0, `${keys.join('.') || 'the file'} ${error.message}${extra}`);
  }
  return undefined;
}

/** Of the errors that the branches of an anyOf pile up, those that lie deepest say what is really wrong. */
function worst(errors: readonly ErrorObject[]): ErrorObject[] {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const plain = errors.filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'oneOf');
  const deepest = Math.max(...plain.map(depth));
  const chosen = plain.filter((error) => depth(error) === deepest);
  return (chosen.length > 0 ? chosen : [...errors]).slice(0, 3);
}
