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
  ...[
    'src/causes/rule.schema.json',
    'src/causes/pack.schema.json',
    'src/report/report.schema.json',
    'src/report/triage-report.schema.json',
  ].map((schema) => copySchema(schema, join(staged, 'schemas', basename(schema)))),
]);

await rm('dist', { recursive: true, force: true });
await rename(staged, 'dist');

/** Without white space, which would count against the size of the package; "rules schema" prints it with some. */
async function copySchema(from: string, to: string): Promise<void> {
  await writeFile(to, JSON.stringify(JSON.parse(await readFile(from, 'utf8'))));
}
