import { parseArgs } from 'node:util';
import { loadEngine } from '../../src/index.js';
import { causes } from './causes/all.js';
import { figuresOf, groupedBy } from './figures.js';
import { generate } from './generate.js';
import { goalsOf } from './goals.js';
import { Judge, type Verdict } from './judge.js';
import { others } from './others.js';
import { overconfident } from './overconfident.js';
import { confusions, goalTable, misses, strayCarets, table } from './print.js';
import { sanitised } from './sanitised.js';
import { loadWriters } from './writers.js';

/**
 * `npm run bench:accuracy`: the measure of docs/accuracy.md, printed. `--tune` shows the half for tuning,
 * `--check` exits 1 when a goal is missed, `--rules DIR` adds packs, `--only PACK` leaves the others out,
 * `--overconfident ID` makes a rule overconfident on purpose.
 */
const { values: options } = parseArgs({
  options: {
    tune: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    rules: { type: 'string', multiple: true, default: [] },
    only: { type: 'string' },
    overconfident: { type: 'string' },
  },
});

const engine = await loadEngine({ all: true, rules: options.rules });
const { store } = engine;
const judge = new Judge(engine, options.overconfident ? overconfident(store, options.overconfident) : store);
const rules = new Set([...store.packs.values()].flatMap((pack) => pack.rules.map(({ id }) => id)));
const writers = await loadWriters();
const half = options.tune ? 'tune' : 'report';

let generated = 0;
const verdicts: Verdict[] = [];
const withoutRule = new Set<string>();
for (const labelled of generate(causes, writers)) {
  generated++;
  const lacking = labelled.truth.labels.filter((id) => !rules.has(id));
  for (const id of lacking) withoutRule.add(id);
  const wanted = options.only === undefined || options.only === labelled.provider;
  if (lacking.length === 0 && wanted && labelled.half === half) verdicts.push(await judge.judge(labelled));
}

const strangers: string[] = [];
for (const other of others(writers)) {
  const wrong = await judge.wrongOn(other);
  if (wrong.length > 0) strangers.push(`${other.seed} (${other.writer.name}): ${wrong.join(', ')}`);
}

const absences: string[] = [];
for (const one of sanitised(causes)) {
  const claims = await judge.absencesIn(one);
  if (claims.length > 0)
    absences.push(
      `${one.seed} (${one.format}): ${claims.map(({ what, says }) => `${what} is ${says}`).join('; ')}`,
    );
}
for (const { labelled, absences: claims } of verdicts)
  for (const { what, says } of claims)
    absences.push(`${labelled.seed} (${labelled.writer.name}): ${what} is ${says}`);

const figures = (key: (verdict: Verdict) => string) =>
  new Map([...groupedBy(verdicts, key)].map(([name, list]) => [name, figuresOf(list)]));
const byProvider = figures(({ labelled }) => labelled.provider);
const goals = goalsOf({
  overall: figuresOf(verdicts),
  byProvider,
  generated,
  withoutRule: withoutRule.size,
  onOthers: strangers.length,
  falseAbsences: absences.length,
});

const list = (title: string, lines: readonly string[]) =>
  lines.length > 0
    ? `${title}\n${lines
        .slice(0, 40)
        .map((line) => `  ${line}\n`)
        .join('')}`
    : '';
const sections = [
  `${verdicts.length} captures of the ${half === 'tune' ? 'half for tuning' : 'half for reporting'}; ${generated} in both halves\n`,
  list('labels left out, because no rule has their id:', [...withoutRule].sort()),
  table('provider', byProvider),
  table(
    'evidence',
    figures(({ labelled }) => labelled.truth.evidence),
  ),
  table(
    'format',
    figures(({ labelled }) => labelled.writer.name),
  ),
  confusions(verdicts),
  misses(verdicts),
  strayCarets(verdicts),
  list('causes on successes and on failures of other APIs:', strangers),
  list('false claims of absence:', absences),
  goalTable(goals),
];
process.stdout.write(sections.filter(Boolean).join('\n'));
if (options.check && goals.some(({ met }) => !met)) process.exitCode = 1;
