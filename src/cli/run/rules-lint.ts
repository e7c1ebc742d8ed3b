import { Glossary } from '../../causes/glossary.js';
import type { LintFinding } from '../../causes/lint-finding.js';
import { lintPacks } from '../../causes/lint-packs.js';
import { count } from '../../report/text/lines.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { type EngineChoice, openEngine } from '../open-engine.js';
import { readPackSources } from '../pack-sources.js';

/** Checks rule files: first against the schemas, then for what only reading them together shows. */
export default async function rulesLint({
  arguments: named,
  options,
  io,
}: Call<EngineChoice>): Promise<ExitCode> {
  const { packs, findings } = await readPackSources(named, options.rules);
  const { store } = await openEngine({ quiet: true }, io);
  const shipped = (await Glossary.of(store)).causes.map(({ id }) => id);
  const questions = await store.questions('http');
  const faults = [...findings, ...(await lintPacks(packs, new Set(shipped), questions)).map(sentence)];
  const rules = packs.reduce((sum, pack) => sum + pack.rules.length, 0);
  const summary = `${count(rules, 'rule')} in ${count(packs.length, 'pack')}: ${faults.length === 0 ? 'no findings' : count(faults.length, 'finding')}`;
  await io.stdout.write(`${[...faults, summary].join('\n')}\n`);
  return faults.length > 0 ? exitCodes.explained : exitCodes.ok;
}

function sentence({ rule, at, says }: LintFinding): string {
  return `${at ? `${at.file}:${at.line}:${at.column}` : rule}: ${says}`;
}
