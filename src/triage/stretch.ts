import { countOf, moment } from '../report/triage/words.js';
import { isDated } from '../report/triage/timeline.js';
import type { GroupReport, Histogram, TrafficReport } from '../report/triage-report.js';
import { failsMore } from './chance.js';
import { Times } from './histogram.js';
import { LEAST } from './pattern.js';

export type Counted = GroupReport | TrafficReport;

/** A moment as exactly as it is known, in seconds since the epoch. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

/** The stretch of time in which certain calls failed, and what became of the others that could have. */
export interface Stretch {
  readonly begin: Moment;
  readonly end: Moment;
  readonly failed: number;
  /** Others within it. */
  readonly passed: number;
  /** Others before and after it. */
  readonly before: number;
  readonly after: number;
}

/** Of so many failures one is left out of account at each end: an odd one says nothing of when it began. */
const PER_STRAY = 100;
/** The least part of the calls that has to be dated. */
const DATED = 0.95;

/**
 * When calls failed that succeeded before, or after, or both; undefined where the others mix with the failures in a way
 * that chance could make, or where too few times were captured.
 *
 * @param others calls that are held against the failures: what they would have been
 */
export function stretchOf(failures: readonly Counted[], others: readonly Counted[]): Stretch | undefined {
  const failed = datedIn(failures);
  if (failed < LEAST || failed < DATED * countOf(failures) || datedIn(others) < DATED * countOf(others))
    return undefined;
  const strays = Math.floor(failed / PER_STRAY);
  const bounds = strays > 0 ? trimmed(failures, strays) : exact(failures);
  if (!bounds) return undefined;
  const sums = { before: 0, within: 0, after: 0, unsure: 0 };
  let unsureWidth = 0;
  for (const other of others)
    for (const [place, count, width] of places(other, bounds)) {
      sums[place] += count;
      if (place === 'unsure') unsureWidth = Math.max(unsureWidth, width);
    }
  const { begin, end } = bounds;
  const { before, after, within, unsure } = sums;
  // Steps that reach over an edge belong to it, where at least one whole step lies between the edges.
  const passed = end.earliest - begin.latest >= 2 * unsureWidth ? within : within + unsure;
  const inside = failed - bounds.outside;
  if (!failsMore(inside, passed, bounds.outside, before + after)) return undefined;
  return { begin, end, failed: inside, passed, before, after };
}

interface Bounds {
  readonly begin: Moment;
  readonly end: Moment;
  /** Failures that are left out of account. */
  readonly outside: number;
}

function exact(failures: readonly Counted[]): Bounds | undefined {
  const first = Math.min(...failures.map(firstOf));
  const last = Math.max(...failures.map(lastOf));
  if (!Number.isFinite(first) || !Number.isFinite(last)) return undefined;
  return { begin: { earliest: first, latest: first }, end: { earliest: last, latest: last }, outside: 0 };
}

function trimmed(failures: readonly Counted[], strays: number): Bounds | undefined {
  const { width, counts } = timesOf(failures);
  const edge = (steps: Histogram['counts']) => {
    let outside = 0;
    let [before, skipped] = [Number.NaN, 0];
    for (const [step, count] of steps) {
      if (outside + count > strays) {
        // What stands right before the many is no odd one: they began in its step.
        const isNear = Math.abs(step - before) === 1;
        return { steps: isNear ? [before, step] : [step], outside: isNear ? outside - skipped : outside };
      }
      outside += count;
      [before, skipped] = [step, count];
    }
    return undefined;
  };
  const [first, last] = [edge(counts), edge([...counts].reverse())];
  if (!first || !last) return undefined;
  const ends = exact(failures);
  const at = ({ steps }: { steps: readonly number[] }) => ({
    earliest: Math.min(...steps) * width,
    latest: (Math.max(...steps) + 1) * width,
  });
  return {
    begin: first.outside === 0 && ends ? ends.begin : at(first),
    end: last.outside === 0 && ends ? ends.end : at(last),
    outside: first.outside + last.outside,
  };
}

type Place = 'before' | 'within' | 'after' | 'unsure';

/** Where the calls lie, as narrowly as was counted. */
function* places(calls: Counted, { begin, end }: Bounds): Generator<[Place, count: number, width: number]> {
  const place = (from: number, to: number): Place => {
    if (to <= begin.earliest) return 'before';
    if (from >= end.latest) return 'after';
    return from >= begin.latest && to <= end.earliest ? 'within' : 'unsure';
  };
  const whole = place(firstOf(calls), lastOf(calls));
  const { width, counts } = calls.times;
  for (const [step, count] of counts)
    yield [whole === 'unsure' ? place(step * width, (step + 1) * width) : whole, count, width];
}

/** The times of all calls in one histogram. */
export function timesOf(calls: readonly Counted[], leastWidth = 1): Histogram {
  const times = new Times();
  times.merge({ width: leastWidth, counts: [] });
  for (const { times: one } of calls) if (isDated(one)) times.merge(one);
  return times.toJSON();
}

/** Seconds since the epoch; infinite where no time was captured. */
export function firstOf({ firstSeen }: Counted): number {
  return firstSeen === null ? Number.POSITIVE_INFINITY : Date.parse(firstSeen) / 1000;
}

function lastOf({ lastSeen }: Counted): number {
  return lastSeen === null ? Number.NEGATIVE_INFINITY : Date.parse(lastSeen) / 1000;
}

function datedIn(calls: readonly Counted[]): number {
  return calls.reduce(
    (sum, { times }) => (isDated(times) ? times.counts.reduce((all, [, count]) => all + count, sum) : sum),
    0,
  );
}

const MINUTE = 60;

/** `2026-09-21 14:02 UTC`; where only a longer step is known, `a time between 2026-09-21 14:00 and 14:15 UTC`. */
export function momentWords({ earliest, latest }: Moment): string {
  if (latest - earliest <= MINUTE) return `${moment(earliest, MINUTE)} UTC`;
  return `a time between ${moment(earliest, MINUTE)} and ${moment(latest, MINUTE, earliest)} UTC`;
}
