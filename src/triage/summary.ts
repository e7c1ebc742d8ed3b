import {
  type GroupReport,
  GROUPS_KEPT,
  type ProblemReport,
  type TrafficReport,
  type TriageReport,
  UNKNOWN_OUTCOMES_KEPT,
  type UnknownOutcome,
} from '../report/triage-report.js';
import { version } from '../version.generated.js';
import type { Kind } from './observe.js';
import { Tally } from './tally.js';

/** What was counted beside groups and traffic. */
const COUNTS = [
  'exchanges',
  'failed',
  'explained',
  'unexplained',
  'unanswered',
  'other',
  'otherTraffic',
  'outside',
  'records',
  'unknownOutcomes',
] as const;
export type Counts = { [name in (typeof COUNTS)[number]]: number };

/**
 * What is known of many exchanges, in bounded memory. Summaries of the parts of an input, merged in any order and
 * grouping, are the summary of the whole: exactly as long as the kinds stay below their limit.
 */
export class Summary {
  readonly counts = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;
  readonly groups = new Map<string, Tally>();
  readonly traffic = new Map<string, Tally>();
  readonly problems = new Map<string, ProblemReport>();
  unknown: UnknownOutcome[] = [];
  /** No later write of unknown outcome is kept. */
  latestUnknown = Number.POSITIVE_INFINITY;

  /** Where an exchange of a kind is counted; undefined where there is no room for another kind. */
  tally(id: string, kind: Kind): Tally | undefined {
    const tallies = kind.outcome === 'succeeded' ? this.traffic : this.groups;
    const existing = tallies.get(id);
    if (existing || tallies.size >= GROUPS_KEPT) return existing;
    const tally = new Tally(id, kind);
    tallies.set(id, tally);
    return tally;
  }

  /** One more exchange of a kind; apart from its tally. */
  count({ outcome, explained, unanswered }: Kind, tally: Tally | undefined): void {
    const { counts } = this;
    counts.exchanges++;
    if (outcome === 'succeeded') {
      if (unanswered) counts.unanswered++;
      if (!tally) counts.otherTraffic++;
      return;
    }
    counts.failed++;
    if (explained) counts.explained++;
    else counts.unexplained++;
    if (outcome === 'unknown') counts.unknownOutcomes++;
    if (!tally) counts.other++;
  }

  /** Keeps the earliest; where they have no time, or the same, in the order of their texts. */
  addUnknown(requests: readonly UnknownOutcome[]): void {
    this.unknown.push(...requests);
    if (this.unknown.length > UNKNOWN_OUTCOMES_KEPT) this.#trimUnknown();
  }

  /** Whether a write of unknown outcome of this time would be among those that are kept. */
  hasRoomFor(time = Number.POSITIVE_INFINITY): boolean {
    return time <= this.latestUnknown;
  }

  addProblem({ says, count, first }: ProblemReport): void {
    const before = this.problems.get(says);
    this.problems.set(says, {
      says,
      count: (before?.count ?? 0) + count,
      first: before && isBefore(before.first, first) ? before.first : first,
    });
  }

  /** Takes what another summary, as it is written, counted of other exchanges. */
  merge({ summary, unknownOutcomes, groups, traffic, problems }: TriageReport): void {
    for (const name of COUNTS)
      this.counts[name] += name === 'unknownOutcomes' ? unknownOutcomes.count : (summary[name] ?? 0);
    for (const group of groups) {
      const tally = this.tally(group.id, kindOfGroup(group));
      if (tally) addAll(tally, group);
      else this.counts.other += group.count;
    }
    for (const one of traffic) {
      const kind = kindOfTraffic(one);
      const tally = this.tally(one.id, kind);
      if (tally) addAll(tally, one);
      else this.counts.otherTraffic += one.count;
    }
    for (const problem of problems) this.addProblem(problem);
    this.addUnknown(unknownOutcomes.requests);
  }

  /** The same as a report; patterns are found in it later. */
  toReport(): TriageReport {
    this.#trimUnknown();
    const { unknownOutcomes, ...counts } = this.counts;
    const all = [...this.groups.values(), ...this.traffic.values()];
    return {
      schemaVersion: 1,
      errdoctor: version,
      summary: {
        ...counts,
        firstSeen: iso(extreme(all, ({ first }) => first, Math.min)),
        lastSeen: iso(extreme(all, ({ last }) => last, Math.max)),
      },
      unknownOutcomes: { count: unknownOutcomes, requests: this.unknown },
      patterns: [],
      groups: largestFirst(this.groups).map(groupReport),
      traffic: largestFirst(this.traffic).map((tally) => ({
        id: tally.id,
        shared: tally.kind.shared,
        ...seen(tally),
      })),
      problems: [...this.problems.values()],
    };
  }

  #trimUnknown(): void {
    const text = ({ time, source, url }: UnknownOutcome) =>
      [time ?? '~', source.file, String(source.line).padStart(12, '0'), url ?? ''].join(' ');
    this.unknown = this.unknown
      .map((request) => ({ request, order: text(request) }))
      .sort((one, other) => (one.order < other.order ? -1 : 1))
      .slice(0, UNKNOWN_OUTCOMES_KEPT)
      .map(({ request }) => request);
    const last = this.unknown[UNKNOWN_OUTCOMES_KEPT - 1];
    if (last?.time) this.latestUnknown = Date.parse(last.time);
  }
}

function groupReport(tally: Tally): GroupReport {
  const { outcome, causes, explained, shared, code, message, transport } = tally.kind;
  const told = tally.samples[0]?.diagnosis?.causes ?? [];
  return {
    id: tally.id,
    outcome: outcome as GroupReport['outcome'],
    causes: causes.map((cause) => ({
      ...cause,
      title: told.find(({ id }) => id === cause.id)?.title ?? cause.id,
    })),
    explained,
    shared,
    code,
    message,
    transport,
    ...seen(tally),
    samples: tally.samples,
  };
}

function kindOfGroup({ outcome, causes, explained, shared, code, message, transport }: GroupReport): Kind {
  const bare = causes.map(({ id, certainty, fallback }) => ({ id, certainty, fallback }));
  return { outcome, causes: bare, explained, shared, code, message, transport, unanswered: false };
}

function kindOfTraffic({ shared }: TrafficReport): Kind {
  return {
    outcome: 'succeeded',
    causes: [],
    explained: false,
    shared,
    code: null,
    message: null,
    transport: null,
    unanswered: false,
  };
}

function addAll(tally: Tally, report: GroupReport | TrafficReport): void {
  tally.count += report.count;
  const [first, last] = [report.firstSeen, report.lastSeen].map(epoch);
  if (first !== undefined) tally.first = Math.min(first, tally.first ?? first);
  if (last !== undefined) tally.last = Math.max(last, tally.last ?? last);
  tally.times.merge(report.times);
  tally.durations.merge(report.durations);
  if ('samples' in report) tally.keep(report.samples);
}

function seen({ count, first, last, times, durations }: Tally) {
  return {
    count,
    firstSeen: iso(first),
    lastSeen: iso(last),
    times: times.toJSON(),
    durations: durations.toJSON(),
  };
}

/** Those of which all are outside of the time that was asked for are none. */
function largestFirst(tallies: ReadonlyMap<string, Tally>): Tally[] {
  const counted = [...tallies.values()].filter(({ count }) => count > 0);
  return counted.sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
}

function extreme(
  tallies: readonly Tally[],
  time: (tally: Tally) => number | undefined,
  choose: (one: number, other: number) => number,
): number | undefined {
  return tallies
    .map(time)
    .filter((one) => one !== undefined)
    .reduce<number | undefined>((found, one) => (found === undefined ? one : choose(found, one)), undefined);
}

function isBefore(one: ProblemReport['first'], other: ProblemReport['first']): boolean {
  return one.file === other.file ? one.line <= other.line : one.file < other.file;
}

/** Undefined too for a day that no calendar has: a report may come from elsewhere. */
function epoch(time: string | null): number | undefined {
  const at = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? undefined : at;
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
