import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';
import { compileAssembly } from './compile-assembly.js';
import { declareTypes } from './declare-types.js';
import { generateRegistries } from './generate-registries.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

// Built aside and moved at the end: a failed build leaves the last good one in place.
const staged = 'node_modules/.cache/errdoctor-dist';
await rm(staged, { recursive: true, force: true });
await mkdir(join(staged, 'schemas'), { recursive: true });

await Promise.all([generateRegistries(), compileAssembly()]);
await Promise.all([
  // Loaded only now, because it imports what was just generated.
  import('./compile-rules.js').then(({ compileRules }) => compileRules('rules', join(staged, 'rules'))),
  cp('rules/_template', join(staged, 'rules/_template'), { recursive: true }),
  bundle(staged),
  declareTypes(join(staged, 'lib')),
  ...['src/causes/rule.schema.json', 'src/causes/pack.schema.json'].map((schema) => copySchema(schema)),
  // Of reports the types of the library say what each member means; editors show what rule files may hold.
  ...['src/report/report.schema.json', 'src/report/triage-report.schema.json'].map((schema) =>
    copySchema(schema, withoutDescription),
  ),
]);

await rm('dist', { recursive: true, force: true });
await rename(staged, 'dist');

/** Without white space, which would count against the size of the package; "rules schema" prints it with some. */
async function copySchema(from: string, keep?: (name: string, value: unknown) => unknown): Promise<void> {
  const schema: unknown = JSON.parse(await readFile(from, 'utf8'), keep);
  await writeFile(join(staged, 'schemas', basename(from)), JSON.stringify(schema));
}

/** A member of that name in a report is described by an object. */
function withoutDescription(name: string, value: unknown): unknown {
  return name === 'description' && typeof value === 'string' ? undefined : value;
}
