import { parseArgs } from 'node:util';
import { loadEngine } from '../../src/index.js';
import { figuresOf, groupedBy } from './figures.js';
import { goalsOf } from './goals.js';
import type { Verdict } from './judge.js';
import { measure } from './measure.js';
import { confusions, goalTable, list, misses, strayCarets, table } from './print.js';

/**
 * `npm run bench:accuracy`: the measure of docs/accuracy.md, printed; exits 1 when a goal is missed. `--tune` shows
 * the half for tuning, `--all` lists everything, `--rules DIR` adds packs, `--only PACK` leaves the others out.
 */
const { values: options } = parseArgs({
  options: {
    tune: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    rules: { type: 'string', multiple: true, default: [] },
    only: { type: 'string' },
  },
});

const engine = await loadEngine({ all: true, rules: options.rules });
const half = options.tune ? 'tune' : 'report';
const measured = await measure(engine, { half, only: options.only });
const { verdicts, generated, withoutRule, strangers, falseAbsences } = measured;

const limit = options.all ? Number.POSITIVE_INFINITY : 20;
const by = (title: string, key: (verdict: Verdict) => string) =>
  table(title, new Map([...groupedBy(verdicts, key)].map(([name, some]) => [name, figuresOf(some)])));
const goals = goalsOf(measured);
const sections = [
  `${verdicts.length} captures of the half for ${half === 'tune' ? 'tuning' : 'reporting'}; ${generated} in both halves\n`,
  list('labels left out, because no rule has their id', withoutRule, limit),
  by('provider', ({ labelled }) => labelled.provider),
  by('evidence', ({ labelled }) => labelled.truth.evidence),
  by('wordings', ({ labelled }) => labelled.worded),
  by('format', ({ labelled }) => labelled.writer.name),
  confusions(verdicts, limit),
  misses(verdicts, limit),
  strayCarets(verdicts, limit),
  list('causes on successes and on failures of other APIs', strangers, limit),
  list('false claims of absence', falseAbsences, limit),
  goalTable(goals),
];
process.stdout.write(sections.filter(Boolean).join('\n'));
if (goals.some(({ met }) => !met)) process.exitCode = 1;
