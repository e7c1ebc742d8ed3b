import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Schema = Readonly<Record<string, unknown>>;

/** Where each lies while the sources run. */
const FOLDERS = { rule: '.', pack: '.', report: '../report', 'triage-report': '../report' };
export type SchemaName = keyof typeof FOLDERS;

const read = new Map<SchemaName, Schema>();

/** One of our schemas, read once. */
export function schemaOf(name: SchemaName): Schema {
  const schema = read.get(name) ?? readSchema(name);
  read.set(name, schema);
  return schema;
}

/** From beside the bundle, or from its own folder when the sources run. */
function readSchema(name: SchemaName): Schema {
  const here = dirname(fileURLToPath(import.meta.url));
  const file = `${name}.schema.json`;
  const shipped = join(here, '../schemas', file);
  const path = existsSync(shipped) ? shipped : join(here, FOLDERS[name], file);
  return JSON.parse(readFileSync(path, 'utf8')) as Schema;
}

interface Target {
  readonly root: Schema;
  readonly target: Schema;
}
const targets = new WeakMap<Schema, Map<string, Target>>();

/** What a `$ref` means, and the schema that `#` means in it. */
export function targetOf(reference: string, from: Schema): Target {
  const cached = targets.get(from) ?? new Map<string, Target>();
  targets.set(from, cached);
  const before = cached.get(reference);
  if (before) return before;
  const [file = '', path = ''] = reference.split('#');
  const root = file === '' ? from : schemaOf(file.split('.')[0] as SchemaName);
  const target = path
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Schema)[name], root) as Schema;
  cached.set(reference, { root, target });
  return { root, target };
}
