import type { DiagnosisReport, Position } from '../report/diagnosis.js';

/** A diagnosis of a part of a file with the positions that it has in the whole. */
export function shifted(report: DiagnosisReport, by: { lines: number; bytes: number }): DiagnosisReport {
  const move = (at: Position): Position => ({
    ...at,
    line: at.line + by.lines,
    offset: at.offset + by.bytes,
  });
  return {
    ...report,
    source: { ...report.source, line: report.source.line + by.lines },
    causes: report.causes.map((cause) => ({
      ...cause,
      evidence: cause.evidence.map(({ says, at }) => ({ says, ...(at && { at: move(at) }) })),
    })),
  };
}
