import { groupBy } from '../../group-by.js';
import { figure } from '../../figure.js';
import { answerOfGroup, countOf, share } from '../../report/triage/words.js';
import type { GroupReport } from '../../report/triage-report.js';
import { failsMore } from '../chance.js';
import { Durations } from '../histogram.js';
import { type Found, type HostCalls, LEAST, type Pattern } from '../pattern.js';
import type { Counted } from '../stretch.js';

/** Seconds that programs commonly wait at most. */
const LIMITS = [1, 2, 3, 5, 10, 15, 20, 25, 30, 45, 60, 90, 100, 120, 180, 300, 600, 900];
/** The least part of the failures that takes the same time. */
const PILED = 0.8;

/** Failures that all took the same long time: somebody waits no longer. */
const slowLimit: Pattern = {
  rank: 4,
  find: (host) =>
    [...groupBy(host.failures.filter(isSlow), ({ shared, transport }) => shared.status ?? transport)].flatMap(
      ([, groups]) => piled(groups, host) ?? [],
    ),
};

export default slowLimit;

function piled(groups: readonly GroupReport[], { name, passed }: HostCalls): Found | undefined {
  const took = stepsOf(groups);
  const count = countOf(groups);
  const known = sum(took);
  const [step, most] = [...took].sort(([, one], [, other]) => other - one)[0] ?? [0, 0];
  const [from, to] = [secondsOf(step), secondsOf(step + 1)];
  const limits = LIMITS.filter((limit) => limit >= from && limit < to);
  if (known < LEAST || known < PILED * count || most < PILED * known || limits.length === 0) return undefined;
  const others = stepsOf(passed);
  const alike = others.get(step) ?? 0;
  if (others.size > 0 && !failsMore(most, alike, known - most, sum(others) - alike)) return undefined;
  const answer = groups[0] && answerOfGroup(groups[0]);
  return {
    says: `${share(most, known)} of the ${figure(count)} failures with ${answer} at ${name} took ${seconds(from)} to ${seconds(to)} s${others.size > 0 ? `, of the successes ${share(alike, sum(others))}` : ''}: somebody waits no longer than that.`,
    fix: `Look for a limit of ${limits.join(' or ')} s, in the client, a proxy between, or the server, and for what takes so long behind it.`,
    groups,
  };
}

function isSlow({ shared: { status }, transport }: GroupReport): boolean {
  return status === null ? transport !== null : status >= 500 || status === 408;
}

function stepsOf(calls: readonly Counted[]): Map<number, number> {
  const durations = new Durations();
  for (const { durations: one } of calls) durations.merge(one);
  return new Map(durations.toJSON().counts);
}

function sum(steps: ReadonlyMap<number, number>): number {
  return [...steps.values()].reduce((all, count) => all + count, 0);
}

/** Where a step of durations begins. */
function secondsOf(step: number): number {
  return 2 ** (step / 2) / 1000;
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
