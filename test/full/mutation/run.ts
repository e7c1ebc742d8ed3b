import { availableParallelism } from 'node:os';
import type { MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { AREAS, type Area, areaOf } from './areas.js';

/** From this share of noticed changes on the tests of an area are good enough. */
const ENOUGH = 90;
/** Ignored by git, by the formatter and by the other tests. */
const FOLDER = 'coverage/mutation';

/** Changes an area's code a bit at a time, and runs the tests that reach it. */
function mutate(name: string, { mutate, tests }: Area): Promise<MutantResult[]> {
  const options: PartialStrykerOptions = {
    mutate: [...mutate],
    testFiles: [...tests],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/full/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // Constants of a module are read once, before the first test.
    ignoreStatic: true,
    concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
    // Endless loops are seen by their count of steps; a busy machine is no reason to give up.
    timeoutMS: 30_000,
    // Stryker would rewrite it with an interface that TypeScript 7 no longer has.
    tsconfigFile: 'none',
    tempDirName: `${FOLDER}/sandbox`,
    ignorePatterns: ['dist', 'coverage'],
    reporters: ['clear-text', 'json', 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
    jsonReporter: { fileName: `${FOLDER}/${name}.json` },
  };
  return new Stryker(options).runMutationTest();
}

/** The share of changes, in percent, that made a test fail. */
function score(results: readonly MutantResult[]): number {
  const noticed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const missed = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').length;
  return (100 * noticed) / (noticed + missed);
}

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : ['ranking']) {
  const area = AREAS[name] ?? areaOf(name);
  if (!area)
    throw new RangeError(`${name} is neither a file that is mutated nor one of ${Object.keys(AREAS)}`);
  const reached = score(await mutate(name.replaceAll('/', '-'), area));
  if (reached >= ENOUGH) continue;
  console.error(`${name}: ${reached.toFixed(1)} % of the changes made a test fail; wanted are ${ENOUGH} %`);
  process.exitCode = 1;
}
