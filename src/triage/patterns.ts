import { groupBy } from '../group-by.js';
import { countOf } from '../report/triage/words.js';
import type { GroupReport, PatternReport, TriageReport } from '../report/triage-report.js';
import { type HostCalls, LEAST, type Found } from './pattern.js';
import { patterns } from './patterns.generated.js';

/** Of what a pattern is about, so much may be explained by better ones before it is left out. */
const SAME = 0.8;
/** Of all calls, so many may be counted without their traits. */
const UNKNOWN = 0.01;

/**
 * A report with what explains several of its groups: a function of what was counted, so the same for the report of a
 * whole and for those of its parts put together.
 */
export function withPatterns(report: TriageReport): TriageReport {
  return { ...report, patterns: isComplete(report) ? patternsOf(report) : [] };
}

/** What is counted without its traits cannot be compared with: a success may be missing. */
function isComplete({ summary: { exchanges, other, otherTraffic } }: TriageReport): boolean {
  return other + otherTraffic <= UNKNOWN * exchanges;
}

function patternsOf(report: TriageReport): PatternReport[] {
  const hosts = hostsIn(report);
  const found = Object.entries(patterns)
    .sort(([, one], [, other]) => one.rank - other.rank)
    .flatMap(([kind, { find }]) =>
      hosts
        .flatMap(find)
        .filter(({ groups }) => countOf(groups) >= LEAST)
        .map((one) => ({ kind, ...one }))
        .sort(byCount),
    );
  const explained = new Set<GroupReport>();
  return found
    .filter(({ groups }) => {
      const known = countOf(groups.filter((group) => explained.has(group)));
      if (known > SAME * countOf(groups)) return false;
      for (const group of groups) explained.add(group);
      return true;
    })
    .sort(byCount)
    .map(({ kind, says, fix, groups }) => ({
      kind,
      says,
      fix,
      groups: [...groups].sort(largestFirst).map(({ id }) => id),
      count: countOf(groups),
    }));
}

function hostsIn({ groups, traffic }: TriageReport): HostCalls[] {
  // Without a status nothing tells what became of a call.
  const answered = groupBy(
    traffic.filter(({ shared }) => shared.status !== null),
    ({ shared }) => shared.host,
  );
  return [...groupBy(groups, ({ shared }) => shared.host)].map(([host, failures]) => ({
    name: host ?? 'the API',
    failures,
    passed: answered.get(host) ?? [],
  }));
}

function byCount(one: Found, other: Found): number {
  return countOf(other.groups) - countOf(one.groups) || (one.says < other.says ? -1 : 1);
}

function largestFirst(one: GroupReport, other: GroupReport): number {
  return other.count - one.count || (one.id < other.id ? -1 : 1);
}
