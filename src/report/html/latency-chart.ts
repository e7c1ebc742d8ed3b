import type { Histogram, TriageReport } from '../triage-report.js';
import { besides, figureOf, roundUp, type Series } from './figure.js';
import type { Part } from './markup.js';

/** Twelve days; what took longer, or less than a millisecond, is drawn at the ends. */
const LONGEST = 60;

/** How long failures took beside successes, each as a share of its own number: many more succeed than fail. */
export function latency({ groups, traffic }: TriageReport): Part {
  const failures = added(groups.map(({ durations }) => durations));
  const successes = added(traffic.map(({ durations }) => durations));
  const steps = [...failures.keys(), ...successes.keys()];
  if (failures.size === 0) return '';
  const first = Math.min(...steps);
  const length = Math.max(...steps) - first + 1;
  const both = [
    { name: 'failed', look: 's1', of: failures },
    ...(successes.size > 0 ? [{ name: 'succeeded', look: 's2', of: successes }] : []),
  ];
  const series = both.map(({ name, look, of }): Series => {
    const whole = [...of.values()].reduce((sum, count) => sum + count, 0);
    const counts = Array.from({ length }, (_, at) => (100 * (of.get(first + at) ?? 0)) / whole);
    return { name, look, counts };
  });
  const top = roundUp(Math.max(...series.flatMap(({ counts }) => counts)));
  const middles = both.map(
    ({ name, of }) => `half of what ${name} took more than ${durationWords(median(of))}`,
  );
  return figureOf({
    id: 'latency',
    title: 'Time until the answer',
    says: `On a logarithmic scale, each as a share of its own number: ${middles.join(', ')}.`,
    steps: length,
    drawn: besides(series, top),
    left: [`${top} %`, `${top / 2} %`, '0'],
    below: [0, 1, 2, 3, 4].map((quarter) => durationWords(first + (length * quarter) / 4)),
    legend: series,
    table: [
      ['From', 'To', ...both.map(({ name }) => name)],
      ...Array.from({ length }, (_, at) => [
        durationWords(first + at),
        durationWords(first + at + 1),
        ...both.map(({ of }) => of.get(first + at) ?? 0),
      ]),
    ],
  });
}

function added(histograms: readonly Histogram[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { counts } of histograms)
    for (const [step, count] of counts) {
      const drawn = Math.min(Math.max(step, 0), LONGEST);
      sums.set(drawn, (sums.get(drawn) ?? 0) + count);
    }
  return sums;
}

/** The step in whose middle about half of all lie below. */
function median(counts: ReadonlyMap<number, number>): number {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const half = sorted.reduce((sum, [, count]) => sum + count, 0) / 2;
  let below = 0;
  for (const [step, count] of sorted) {
    below += count;
    if (below >= half) return step + 0.5;
  }
  return 0;
}

/** `91 ms`, `1.4 s` of a step: 2^(n/2) milliseconds. */
function durationWords(step: number): string {
  const milliseconds = 2 ** (step / 2);
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 10 ? `${Number(seconds.toFixed(1))} s` : `${Math.round(seconds)} s`;
}
