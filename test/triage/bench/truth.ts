import { readFileSync } from 'node:fs';
import { diagnoseInputs } from '../../../src/diagnose-inputs.js';
import { type DiagnosisReport, type Engine, formats, Input, readInput } from '../../../src/index.js';
import type { TriageReport } from '../../../src/report/triage-report.js';
import { symptom } from './counts.js';

/** How often each occurs of what can be told of a failure. */
export type Tally = ReadonlyMap<string, number>;

/** Diagnoses every exchange of a file by itself: slow, and what a triage has to agree with. */
export async function failuresIn(engine: Engine, path: string): Promise<readonly DiagnosisReport[]> {
  const input = new Input(path, readFileSync(path));
  const { exchanges } = readInput(input, formats);
  const { report } = await diagnoseInputs(engine, [{ input, exchanges }], { stateless: true });
  return report.diagnoses.filter(({ outcome }) => outcome !== 'succeeded');
}

/** Failures by status, code and host. */
export function symptomsOf(failures: readonly DiagnosisReport[]): Tally {
  return tally(failures.map((one) => [symptomOf(one), 1]));
}

/** Failures by all that a group has in common with a diagnosis. */
export function truthOf(failures: readonly DiagnosisReport[]): Tally {
  return tally(
    failures.map((one) => [
      named(one.outcome, one.provider?.id, one.request?.method, symptomOf(one), leadingOf(one)),
      1,
    ]),
  );
}

/** The same of a triage's report. */
export function tallyOf({ groups }: TriageReport): Tally {
  return tally(
    groups.map(({ outcome, causes, shared, code, count }) => [
      named(outcome, shared.provider, shared.method, symptom(shared.status, code, shared.host), causes),
      count,
    ]),
  );
}

function symptomOf({ request, response }: DiagnosisReport): string {
  const host = request?.url ? new URL(request.url).host : null;
  return symptom(response?.status ?? null, response?.code ?? null, host);
}

function leadingOf({ causes }: DiagnosisReport): DiagnosisReport['causes'] {
  return causes.filter(({ fault }, index) => causes.findIndex((one) => one.fault === fault) === index);
}

function named(
  outcome: string,
  provider: string | null | undefined,
  method: string | null | undefined,
  says: string,
  causes: readonly { readonly id: string; readonly certainty: string }[],
): string {
  const leading = causes.map(({ id, certainty }) => `${id} ${certainty}`).sort();
  return [outcome, provider ?? 'nobody', method ?? 'no method', says, ...leading].join(', ');
}

function tally(counted: readonly (readonly [name: string, count: number])[]): Tally {
  const found = new Map<string, number>();
  for (const [one, count] of counted) found.set(one, (found.get(one) ?? 0) + count);
  return found;
}
