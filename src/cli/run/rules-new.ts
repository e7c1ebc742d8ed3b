import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '../../causes/engine.js';
import { shippedRules } from '../../causes/load-packs.js';
import { newRule } from '../../causes/new-rule.js';
import type { PackSettings } from '../../causes/pack.js';
import { readPackFiles } from '../../causes/read-pack-files.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';

/** Writes a new pack from the template, or a new rule into a pack: what is written passes lint and test. */
export default async function rulesNew({
  arguments: [name = ''],
  options,
  io,
}: Call<{ readonly rules?: readonly string[] }>): Promise<ExitCode> {
  const [, pack, cause] = /^([a-z][a-z0-9-]{0,79})(?:\/([a-z0-9][a-z0-9-]{0,79}))?$/.exec(name) ?? [];
  if (!pack) throw new UsageError(`"${name}" is no id: PACK or PACK/CAUSE, each of a-z, 0-9 and -.`);
  if ((await loadEngine()).store.index.packs.includes(pack)) {
    throw new UsageError(
      `The pack "${pack}" comes with errdoctor, and one of the same name would replace it. Choose another name.`,
    );
  }
  const rules = options.rules?.at(-1) ?? '.errdoctor/rules';
  const template = (file: string) =>
    renamed(readFileSync(join(shippedRules(), '_template', file), 'utf8'), pack);

  const present = await settingsOf(rules, pack);
  const fromTemplate = (file: string) => write(join(rules, pack), file, template(file));
  // The pack's scheme names the rule for mistakes in signing.
  const written = present ? [] : ['pack.yaml', 'signature-refused.yaml'].map(fromTemplate);
  if (cause) {
    const settings = present ?? (await settingsOf(rules, pack));
    written.push(write(join(rules, pack), `${cause}.yaml`, newRule(cause, settings as PackSettings)));
  } else if (present) {
    throw new UsageError(`The pack ${join(rules, pack)} exists. For a rule in it: ${name}/CAUSE.`);
  } else written.push(fromTemplate('clock-drift.yaml'));

  await io.stdout.write(written.map((path) => `${path}\n`).join(''));
  if (!options.rules)
    await io.stderr.write('Check them with "errdoctor rules lint" and "errdoctor rules test".\n');
  return exitCodes.ok;
}

/** undefined when there is no such pack. */
async function settingsOf(rules: string, pack: string): Promise<PackSettings | undefined> {
  mkdirSync(rules, { recursive: true });
  const { packs, findings } = await readPackFiles(rules);
  const settings = packs.find(({ id }) => id === pack)?.settings;
  const fault = findings.find(({ file }) => file === join(rules, pack, 'pack.yaml'));
  if (!settings && fault) throw new UsageError(`${fault.file}:${fault.line}:${fault.column}: ${fault.says}`);
  return settings;
}

function write(folder: string, file: string, text: string): string {
  const path = join(folder, file);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST' ? `${path} exists already.` : `${path} cannot be written (${code}).`,
    );
  }
}

/** The template's text for another provider: its id in ids, hosts and headers, its name where people read. */
function renamed(text: string, pack: string): string {
  const name = pack.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return text.replaceAll(/acmepay|(?<=X-)Acmepay/g, pack).replaceAll('Acmepay', name);
}
