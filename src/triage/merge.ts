import type { Input } from '../input/input.js';
import { schemaFaults } from '../causes/schema-faults.js';
import { stripControls } from '../report/strip-controls.js';
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
  let value: unknown;
  try {
    value = JSON.parse(input.text());
  } catch {
    throw new NoTriageReport(`${name} is not JSON; expected what "errdoctor triage --json" printed.`);
  }
  const [fault] = schemaFaults(value, 'triage-report');
  if (fault) {
    const what = stripControls(`${fault.keys.join('.') || 'it'} ${fault.says}`, 'join');
    throw new NoTriageReport(
      `${name} is no report of a triage; expected what "errdoctor triage --json" printed: ${what}.`,
    );
  }
  return value as TriageReport;
}
