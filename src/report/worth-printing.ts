import type { DiagnosisReport, Report } from './diagnosis.js';

/** The diagnoses that a person reads: an exchange that succeeded only with advice about it, or as the only one. */
export function worthPrinting({ diagnoses, summary }: Report, all: boolean): readonly DiagnosisReport[] {
  const isWorth = ({ outcome, causes, notes, signature, probes }: DiagnosisReport) =>
    outcome !== 'succeeded' ||
    probes !== undefined ||
    causes.length > 0 ||
    notes.length > 0 ||
    signature !== undefined;
  return all || summary.exchanges === 1 ? diagnoses : diagnoses.filter(isWorth);
}
