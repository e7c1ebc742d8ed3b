import type { Mask } from './mask.js';
import { maskDiagnosis, maskPart } from './mask-report.js';
import type { GroupReport, TriageReport, UnknownOutcome } from './triage-report.js';

/**
 * A copy of a triage report that is safe to print, as {@link maskReport} makes one of a report.
 *
 * @param described of so many groups, the largest, the diagnosis of a sample is kept
 */
export function maskTriage(
  report: TriageReport,
  mask: Mask,
  described = Number.POSITIVE_INFINITY,
): TriageReport {
  const { groups, patterns, unknownOutcomes, traffic, ...rest } = report;
  return {
    ...maskPart(rest, mask),
    unknownOutcomes: {
      ...unknownOutcomes,
      requests: unknownOutcomes.requests.map((request) => maskUnknownOutcome(request, mask)),
    },
    patterns: patterns.map((pattern) => ({
      ...maskPart({ ...pattern, groups: [] }, mask),
      groups: pattern.groups,
    })),
    groups: groups.map((group, index) => maskGroup(group, mask, index < described)),
    traffic: traffic.map((one) => ({ ...one, shared: maskPart(one.shared, mask) })),
  };
}

/** The same for one group. Digests and numbers stay as they are. */
export function maskGroup(group: GroupReport, mask: Mask, described = true): GroupReport {
  const { times, durations, samples, ...rest } = group;
  return {
    ...maskPart(rest, mask),
    times,
    durations,
    samples: samples.map(({ hash, source, diagnosis }) => ({
      hash,
      source: maskPart(source, mask),
      ...(described && diagnosis && { diagnosis: maskDiagnosis(diagnosis, mask) }),
    })),
  };
}

/** The same for a write whose outcome is unknown. */
export function maskUnknownOutcome(request: UnknownOutcome, mask: Mask): UnknownOutcome {
  return { ...maskPart(request, mask), ids: maskPart(request.ids, mask, true) };
}
