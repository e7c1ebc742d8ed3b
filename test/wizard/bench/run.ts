import { parseArgs } from 'node:util';
import { loadEngine } from '../../../src/index.js';
import { Inquiry, MOST_QUESTIONS } from '../../../src/wizard/inquiry.js';
import { aligned, limited } from '../../accuracy/print.js';
import { summaries, isStoppedEarly, type Summary, summaryOf } from './figures.js';
import { type Trial, trials } from './measure.js';

/**
 * `npm run bench:wizard`: the measure of docs/wizard.md, printed; exits 1 when a goal is missed. `--tune` shows the half
 * for tuning, `--all` lists everything, `--only PACK` leaves the others out.
 */
const { values: options } = parseArgs({
  options: {
    tune: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    each: { type: 'string', default: '2' },
  },
});

const engine = await loadEngine({ all: true });
const inquiry = new Inquiry(engine, { tls: { trust: { certificates: [], says: 'nobody' } } });
const half = options.tune ? 'tune' : 'report';
const all = await trials(engine, inquiry, { half, each: Number(options.each), draws: 2, only: options.only });
const total = summaryOf(all);

const HEAD = ['', 'cases', 'at once', 'no way', 'counted', 'mean', 'median', 'p95', 'max', 'found %'];
const OTHERS = ['checklist', 'found %', 'random', 'found %', 'stopped early', 'mistaken'];
const row = (name: string, { wizard, checklist, random, ...one }: Summary) => [
  name,
  ...[one.cases, one.atOnce, one.unreachable, one.counted].map(String),
  wizard.mean.toFixed(2),
  ...[wizard.median, wizard.p95, wizard.most].map(String),
  percent(wizard.found),
  ...[checklist, random].flatMap(({ mean, found }) => [mean.toFixed(2), percent(found)]),
  ...[one.stoppedEarly, one.mistaken].map(String),
];
const listed = (title: string, some: readonly Trial[]) =>
  limited(
    ['n', title, 'asked'],
    some.map(({ situation, wizard }) => [
      String(wizard.asked.length),
      situation.seed,
      wizard.asked.join(', '),
    ]),
    options.all ? Number.POSITIVE_INFINITY : 20,
  );

const longest = Math.max(0, ...all.map(({ wizard }) => wizard.asked.length));
const goals = [
  {
    what: 'mean of the wizard',
    limit: `<= ${(total.checklist.mean / 2).toFixed(2)}, half of the checklist`,
    found: total.wizard.mean.toFixed(2),
    met: total.wizard.mean <= total.checklist.mean / 2,
  },
  {
    what: 'most questions',
    limit: `<= ${MOST_QUESTIONS}`,
    found: String(longest),
    met: longest <= MOST_QUESTIONS,
  },
];
process.stdout.write(
  [
    aligned([
      [...HEAD, ...OTHERS],
      ...[...summaries(all)].map(([name, one]) => row(name, one)),
      row('all', total),
    ]),
    listed('stopped early', all.filter(isStoppedEarly)),
    listed(
      'mistaken',
      all.filter(({ wizard }) => wizard.end === 'mistaken'),
    ),
    listed(
      'not reachable',
      all.filter(({ reachable }) => !reachable),
    ),
    aligned([
      ['goal', 'limit', 'found', ''],
      ...goals.map(({ what, limit, found, met }) => [what, limit, found, met ? 'ok' : 'missed']),
    ]),
  ].join('\n'),
);
if (goals.some(({ met }) => !met)) process.exitCode = 1;

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
