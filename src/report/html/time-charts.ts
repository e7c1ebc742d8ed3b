import { byCause } from '../triage/by-cause.js';
import { type Timeline, timeline } from '../triage/timeline.js';
import { figure } from '../../figure.js';
import { figures, moment } from '../triage/words.js';
import type { Histogram, TriageReport } from '../triage-report.js';
import { duration } from '../words.js';
import { figureOf, roundUp, type Series, stacked } from './figure.js';
import type { Part } from './markup.js';

/** So many causes are told apart; more colours nobody can. */
const CAUSES = 6;
const STEPS = 96;
const TOO_MANY_REQUESTS = 429;
const ON_THE_RIGHT = '(scale on the right)';

/** Failures over time by cause, in front of what succeeded at the same time. */
export function failuresOverTime({ groups, traffic }: TriageReport): Part {
  const causes = byCause(groups);
  const shown = causes.slice(0, CAUSES);
  const rest = causes.slice(CAUSES);
  const series = [...shown.map((one) => [one]), ...(rest.length > 0 ? [rest] : [])];
  const times = timeline(
    [
      ...series.map((members) => members.flatMap((one) => one.groups.map((group) => group.times))),
      traffic.map((one) => one.times),
    ],
    STEPS,
  );
  if (!times || groups.length === 0) return '';
  const failures = series.map(
    ([one], index): Series => ({
      name: index < shown.length ? (one?.cause?.id ?? 'no cause found') : figures(rest.length, 'other cause'),
      look: index < shown.length ? `s${index + 1}` : 'rest',
      counts: times.counts[index] ?? [],
    }),
  );
  const good: Series = {
    name: `succeeded ${ON_THE_RIGHT}`,
    look: 'good',
    counts: times.counts.at(-1) ?? [],
  };
  const top = roundUp(Math.max(...sums(failures)));
  const topGood = roundUp(Math.max(...good.counts));
  const succeeded = traffic.length > 0;
  return figureOf({
    id: 'time',
    title: 'Failures over time',
    says: `By leading cause, ${scaleWords(times)}.${succeeded ? ' Behind them what succeeded, on a scale of its own.' : ''}`,
    steps: good.counts.length,
    drawn: [succeeded && stacked([good], topGood, 1), stacked(failures, top)],
    left: scale(top),
    ...(succeeded && { right: scale(topGood) }),
    below: axis(times),
    legend: [...failures, ...(succeeded ? [good] : [])],
    table: rows(times, [...failures, ...(succeeded ? [{ ...good, name: 'succeeded' }] : [])]),
  });
}

/** Calls that were refused as too many, in front of all calls of the same time. */
export function rateLimits({ groups, traffic }: TriageReport): Part {
  const refused = groups.filter(({ shared }) => shared.status === TOO_MANY_REQUESTS);
  const timesOf = (members: readonly { readonly times: Histogram }[]) => members.map(({ times }) => times);
  const times = timeline([timesOf(refused), timesOf([...groups, ...traffic])], STEPS);
  if (!times || refused.length === 0) return '';
  const [few = [], all = []] = times.counts;
  const front: Series = { name: 'refused with 429', look: 's1', counts: few };
  const behind: Series = { name: 'all calls', look: 'good', counts: all };
  const top = roundUp(Math.max(...few));
  const topAll = roundUp(Math.max(...all));
  return figureOf({
    id: 'rate',
    title: 'Rate limits',
    says: `Calls that were refused as too many (429), ${scaleWords(times)}. Behind them all calls, on a scale of their own.`,
    steps: few.length,
    drawn: [stacked([behind], topAll, 1), stacked([front], top)],
    left: scale(top),
    right: scale(topAll),
    below: axis(times),
    legend: [front, { ...behind, name: `all calls ${ON_THE_RIGHT}` }],
    table: rows(times, [front, behind]),
  });
}

function sums(series: readonly Series[]): number[] {
  return (series[0]?.counts ?? []).map((_, at) =>
    series.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0),
  );
}

function scale(top: number): string[] {
  return [figure(top), figure(top / 2), '0'];
}

function scaleWords({ step }: Timeline): string {
  return `a bar is ${duration(step)}`;
}

/** Five moments from the first to the last, in UTC. */
function axis({ from, step, counts }: Timeline): string[] {
  const whole = step * (counts[0]?.length ?? 0);
  return [0, 1, 2, 3, 4].map((quarter) =>
    moment(from + (whole * quarter) / 4, step, quarter === 0 ? undefined : from),
  );
}

function rows({ from, step }: Timeline, series: readonly Series[]): (string | number)[][] {
  const steps = (series[0]?.counts ?? []).map((_, at) => [
    moment(from + at * step, step),
    ...series.map(({ counts }) => counts[at] ?? 0),
  ]);
  return [['From (UTC)', ...series.map(({ name }) => name)], ...steps];
}
