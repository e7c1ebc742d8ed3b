import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedRules } from '../../causes/load-packs.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { nearest } from '../../nearest.js';
import { UsageError } from '../usage-error.js';

/** Names, and the files that hold them. */
const SCHEMAS: Readonly<Record<string, string>> = {
  rule: 'rule',
  pack: 'pack',
  report: 'report',
  triage: 'triage-report',
};

/** Prints a JSON Schema of what errdoctor reads (rule, pack) or writes (report, triage). */
export default async function rulesSchema({ arguments: [name = 'rule'], io }: Call): Promise<ExitCode> {
  const names = Object.keys(SCHEMAS);
  if (!names.includes(name)) {
    const meant = nearest(name, names);
    throw new UsageError(
      `There is no schema "${name}".${meant ? ` Did you mean "${meant}"?` : ` There are: ${names.join(', ')}.`}`,
    );
  }
  const schema: unknown = JSON.parse(
    readFileSync(join(shippedRules(), '../schemas', `${SCHEMAS[name]}.schema.json`), 'utf8'),
  );
  await io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return exitCodes.ok;
}
