import type { Input } from '../input/input.js';
import type { TriageReport } from '../report/triage-report.js';
import { Summary } from './summary.js';

/** A file that is no report of a triage. */
export class NoTriageReport extends Error {
  override readonly name = 'NoTriageReport';
}

/**
 * Puts the reports of parts together to that of the whole.
 *
 * @param inputs each the output of `triage --json`
 * @throws NoTriageReport where one is something else, saying which
 */
export function mergeReports(inputs: readonly Input[]): TriageReport {
  const summary = new Summary();
  let interrupted = false;
  for (const input of inputs) {
    const report = reportIn(input);
    summary.merge(report);
    interrupted ||= report.summary.interrupted ?? false;
  }
  const report = summary.toReport();
  return interrupted ? { ...report, summary: { ...report.summary, interrupted } } : report;
}

function reportIn(input: Input): TriageReport {
  const name = input.name === '-' ? 'Standard input' : input.name;
  let value: Partial<TriageReport> | null;
  try {
    value = JSON.parse(input.text());
  } catch {
    throw new NoTriageReport(`${name} is not JSON; expected what "errdoctor triage --json" printed.`);
  }
  if (value?.schemaVersion !== 1 || !Array.isArray(value.groups) || !Array.isArray(value.traffic))
    throw new NoTriageReport(
      `${name} is no report of a triage; expected what "errdoctor triage --json" printed.`,
    );
  return value as TriageReport;
}
