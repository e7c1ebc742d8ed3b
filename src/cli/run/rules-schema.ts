import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { nearest } from '../../nearest.js';
import { UsageError } from '../usage-error.js';

const schemas: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  rule: () => import('../../causes/rule.schema.json', { with: { type: 'json' } }),
  pack: () => import('../../causes/pack.schema.json', { with: { type: 'json' } }),
  report: () => import('../../report/report.schema.json', { with: { type: 'json' } }),
};

/** Prints a JSON Schema of what errdoctor reads (rule, pack) or writes (report). */
export default async function rulesSchema({ arguments: [name = 'rule'], io }: Call): Promise<ExitCode> {
  const load = schemas[name];
  if (!load) {
    const meant = nearest(name, Object.keys(schemas));
    throw new UsageError(
      `There is no schema "${name}".${meant ? ` Did you mean "${meant}"?` : ` There are: ${Object.keys(schemas).join(', ')}.`}`,
    );
  }
  await io.stdout.write(`${JSON.stringify((await load()).default, null, 2)}\n`);
  return exitCodes.ok;
}
