import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEngine } from '../../../src/index.js';
import type { Goal } from '../../accuracy/goals.js';
import { goalTable } from '../../accuracy/print.js';
import { agreement } from './agreement.js';
import { speed } from './speed.js';

/**
 * `npm run bench:scale`: triages generated logs and HARs, compares what is counted with what was drawn and with the
 * diagnosis of each call by itself, and measures the goals; exits 1 when one is missed. It needs 1.2 GB of disk for a
 * while. `--quick` only counts.
 */
const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const folder = mkdtempSync(join(tmpdir(), 'errdoctor-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
process.once('SIGINT', () => process.exit(130));
process.stdout.write(`Node ${process.version}, ${process.platform}, ${availableParallelism()} cores\n`);

const engine = await loadEngine({ all: true });
const goals: Goal[] = await agreement(engine, folder, {
  lines: options.quick ? 5_000 : 20_000,
  harBytes: 10_000_000,
});
if (!options.quick) {
  for await (const goal of speed(folder)) {
    process.stderr.write(`${goal.what}: ${goal.found}\n`);
    goals.push(goal);
  }
}
process.stdout.write(goalTable(goals));
if (goals.some(({ met }) => !met)) process.exitCode = 1;
