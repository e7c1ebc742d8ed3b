import { type Engine, loadEngine } from '../../src/index.js';
import type { TriageReport } from '../../src/report/triage-report.js';
import { Summary } from '../../src/triage/summary.js';
import { Triager } from '../../src/triage/triager.js';

/** Counts lines of a file, as one thread would. */
export async function countLines(
  engine: Engine,
  lines: readonly string[],
  firstLine = 1,
  offset = 0,
): Promise<TriageReport> {
  const triager = new Triager(engine, new Summary(), { rules: [] });
  const bytes = new Uint8Array(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  await triager.take({ file: 'log', is: 'lines', bytes, line: firstLine, offset, consumed: 0, size: 0 });
  return (await triager.finish()).toReport();
}

export function mergeParts(reports: readonly TriageReport[]): TriageReport {
  const summary = new Summary();
  for (const report of reports) summary.merge(report);
  return summary.toReport();
}

export const allPacks = (): Promise<Engine> => loadEngine({ all: true });
