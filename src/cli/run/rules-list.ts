import { Glossary } from '../../causes/glossary.js';
import { general } from '../../report/explain-page.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { type EngineChoice, openEngine } from '../open-engine.js';

/** Prints every cause with its title, those of one pack or all. */
export default async function rulesList({
  arguments: [pack],
  options,
  io,
}: Call<EngineChoice>): Promise<ExitCode> {
  const { store } = await openEngine({ ...options, provider: pack }, io);
  const { causes } = await Glossary.of(store);
  const shown = pack === undefined ? causes : causes.filter(({ id }) => id.startsWith(`${pack}/`));
  const width = Math.max(0, ...shown.map(({ id }) => id.length));
  await io.stdout.write(shown.map(({ id, title }) => `${id.padEnd(width)}  ${general(title)}\n`).join(''));
  return exitCodes.ok;
}
