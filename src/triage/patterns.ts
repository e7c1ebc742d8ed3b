import type { TriageReport } from '../report/triage-report.js';

/** A report with what explains several of its groups. */
export function withPatterns(report: TriageReport): TriageReport {
  return report;
}
