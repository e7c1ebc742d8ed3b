import { loadEngine } from '../../causes/engine.js';
import { runExamples } from '../../causes/run-examples.js';
import type { Call } from '../command.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { EngineChoice } from '../open-engine.js';
import { readPackSources } from '../pack-sources.js';

/** Diagnoses the examples that rule files carry, and says which did not come out as promised. */
export default async function rulesTest({
  arguments: named,
  options,
  io,
}: Call<EngineChoice>): Promise<ExitCode> {
  const { folders, packs, findings } = await readPackSources(named, options.rules);
  const { store } = await loadEngine({ rules: folders, all: true });
  const failures = runExamples(packs, store).map(
    ({ rule, example, says }) => `${rule}: "${example}": ${says}`,
  );
  const examples = packs
    .flatMap(({ rules }) => rules)
    .reduce((sum, { rule }) => sum + rule.examples.fires.length + rule.examples.silent.length, 0);
  const summary = `${examples} examples: ${failures.length === 0 ? 'all as promised' : `${failures.length} not as promised`}`;
  await io.stdout.write(`${[...findings, ...failures, summary].join('\n')}\n`);
  return findings.length + failures.length > 0 ? exitCodes.explained : exitCodes.ok;
}
