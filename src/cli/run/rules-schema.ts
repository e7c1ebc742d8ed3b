import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedRules } from '../../causes/load-packs.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { nearest } from '../../nearest.js';
import { UsageError } from '../usage-error.js';

const SCHEMAS = ['rule', 'pack', 'report'];

/** Prints a JSON Schema of what errdoctor reads (rule, pack) or writes (report). */
export default async function rulesSchema({ arguments: [name = 'rule'], io }: Call): Promise<ExitCode> {
  if (!SCHEMAS.includes(name)) {
    const meant = nearest(name, SCHEMAS);
    throw new UsageError(
      `There is no schema "${name}".${meant ? ` Did you mean "${meant}"?` : ` There are: ${SCHEMAS.join(', ')}.`}`,
    );
  }
  const schema: unknown = JSON.parse(
    readFileSync(join(shippedRules(), '../schemas', `${name}.schema.json`), 'utf8'),
  );
  await io.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return exitCodes.ok;
}
