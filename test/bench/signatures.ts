import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Goal } from '../accuracy/goals.js';
import { aligned, goalTable, list } from '../accuracy/print.js';
import { falseProofs } from '../signatures/false-proofs.js';
import { type Judged, judgedCases, notCalledRight, told } from '../signatures/found.js';
import { signers } from '../signatures/registry.js';
import { sources } from '../support/packs.js';
import { bundleSearch } from './signing/bundle.js';
import { share, shareGoals } from './signing/goals.js';
import { speedGoals } from './signing/speed.js';

/**
 * `npm run bench:signatures`: whether the search finds the mistakes that were planted in signed requests, whether it
 * proves anything with other secrets, and how fast it is; exits 1 when a goal is missed. `--quick` does a little of
 * everything, `--scheme NAME` one scheme alone, `--all` lists each miss, `--only found|false|speed` one part.
 */
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    scheme: { type: 'string' },
    only: { type: 'string' },
  },
});
const amounts = options.quick ? { one: 10, two: 4, three: 2 } : { one: 120, two: 50, three: 15 };
const secrets = options.quick ? { single: 500, triple: 10 } : { single: 100_000, triple: 1000 };

const packs = new Map(sources.map(({ id, settings }) => [id, settings]));
const folder = mkdtempSync(join(tmpdir(), 'errdoctor-bench-'));
const { bundled, fixedListWorker } = await bundleSearch(folder);
const examine = bundled.engineOf(packs);
const schemes = [...signers.keys()].filter((scheme) => !options.scheme || scheme === options.scheme);
const wants = (part: string) => options.only === undefined || options.only === part;

const goals: Goal[] = [];
print(`Node ${process.version}, ${process.platform}, ${availableParallelism()} cores\n`);
if (wants('found')) await found();
if (wants('false')) await proofs();
if (wants('speed')) goals.push(...(await speedGoals(examine, bundled, fixedListWorker, options.quick)));
print(goalTable(goals));
rmSync(folder, { recursive: true });
if (goals.some(({ met }) => !met)) process.exitCode = 1;

async function found(): Promise<void> {
  const judged: Judged[] = [];
  const rows: string[][] = [];
  const wrong: string[] = [];
  for (const scheme of schemes) {
    wrong.push(...(await notCalledRight(examine, scheme, amounts.one)));
    const own: Judged[] = [];
    for await (const one of judgedCases(examine, scheme, amounts)) own.push(one);
    rows.push(row(scheme, own));
    judged.push(...own);
  }
  const head = ['planted mistakes found', 'one', 'two', 'three', 'named alike'];
  print(aligned([head, ...rows, row('all', judged)]));
  const misses = judged.filter((one) => !one.found).map(told);
  print(list('not found', misses, options.all ? Number.POSITIVE_INFINITY : 30));
  print(list('rightly signed requests not called right', wrong, 20));
  goals.push(...shareGoals(judged), share('rightly signed requests called right', 1, 0, wrong.length));
}

/** Found of planted with one, two and three mistakes, and how many were named by the planted ids. */
function row(name: string, judged: readonly Judged[]): string[] {
  const counted = [1, 2, 3].map((count) => {
    const some = judged.filter((one) => one.count === count);
    return `${some.filter((one) => one.found).length} of ${some.length}`;
  });
  return [name, ...counted, String(judged.filter(({ exact }) => exact).length)];
}

async function proofs(): Promise<void> {
  for (const [depth, amount] of [
    [1, secrets.single],
    [3, secrets.triple],
  ] as const) {
    const { tried, candidates, proven } = await falseProofs(examine, schemes, amount, depth);
    print(list(`false proofs at depth ${depth}`, proven, 20));
    goals.push({
      what: `false proofs: ${tried} other secrets at depth ${depth}, ${candidates} candidates`,
      limit: '0',
      found: String(proven.length),
      met: proven.length === 0,
    });
  }
}

function print(text: string): void {
  if (text) process.stdout.write(`${text}\n`);
}
