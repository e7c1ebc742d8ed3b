import type { Engine } from './causes/engine.js';
import { isExplained } from './causes/rank-causes.js';
import type { DiagnoseOptions, Diagnosis } from './diagnose.js';
import type { Exchange } from './exchange/exchange.js';
import { withHistory } from './history/with-history.js';
import type { ReadInputResult } from './input/read-input.js';
import { newlyKnown, type Probed } from './probe/probed.js';
import type { DiagnosisReport, Report, Summary } from './report/diagnosis.js';
import { version } from './version.generated.js';

/** Looks at the network for what would decide between the leading causes of a diagnosis. */
export type AskNetwork = (diagnosis: Diagnosis) => Promise<readonly Probed[]>;

export interface DiagnosedInputs {
  readonly report: Report;
  /** The exchanges behind `report.diagnoses`, in the same order; the writers collect secrets from all of them. */
  readonly exchanges: readonly Exchange[];
}

/**
 * Diagnoses all exchanges of some inputs and puts those that failed, or deserve a note, into words.
 *
 * @param options.all also what was ruled out, and every factor
 * @param options.stateless each exchange by itself, without a look at the others of its input
 * @param options.entry only the exchange of this number, counted from 1 in each input
 * @param options.always also an exchange that succeeded and deserves no note
 * @param options.network runs the probes that would decide about a failure; nothing is asked of the network without it
 * @param options.compareWith exchanges of which some worked: those that failed are compared with them
 */
export async function diagnoseInputs(
  engine: Engine,
  read: readonly ReadInputResult[],
  options: DiagnoseOptions & {
    all?: boolean;
    entry?: number;
    stateless?: boolean;
    always?: boolean;
    compareWith?: ReadInputResult | undefined;
    progress?: (tried: number, of: number) => void;
    network?: AskNetwork | undefined;
  } = {},
): Promise<DiagnosedInputs> {
  const diagnoses: DiagnosisReport[] = [];
  const exchanges: Exchange[] = [];
  const summary: Counts = {
    exchanges: 0,
    failed: 0,
    explained: 0,
    unexplained: 0,
  };
  const compare =
    options.compareWith &&
    (await import('./compare/report.js')).comparer(engine, options.compareWith, options);
  for (const { input, exchanges: found } of read) {
    const seen = await withHistory(engine, found, options);
    if (seen.history?.bounded) summary.remembered = seen.history.bounded;
    await engine.prepare(found, seen);
    for (const [index, exchange] of found.entries()) {
      if (options.entry !== undefined && options.entry !== index + 1) continue;
      const alone = await engine.prove(exchange, seen, options.progress);
      const proved = await probing(alone, engine, seen, options.network);
      const compared = proved.outcome === 'succeeded' ? undefined : await compare?.(proved, input);
      const diagnosis = compared?.diagnosis ?? proved;
      count(summary, diagnosis);
      if (diagnosis.outcome === 'succeeded' && !options.always && !isWorthTelling(diagnosis, options))
        continue;
      exchanges.push(exchange);
      const described = await engine.describe(diagnosis, {
        input,
        entry: index + 1,
        ...(options.description && { others: [options.description.input] }),
        ...(options.all && { all: true }),
      });
      diagnoses.push({ ...described, ...(compared && { comparison: compared.comparison }) });
    }
  }
  return { report: { schemaVersion: 1, errdoctor: version, summary, diagnoses }, exchanges };
}

/** A failure, diagnosed again with what probes told of it. */
async function probing(
  alone: Diagnosis,
  engine: Engine,
  options: DiagnoseOptions,
  ask: AskNetwork | undefined,
): Promise<Diagnosis> {
  if (!ask || alone.outcome === 'succeeded') return alone;
  const probed = await ask(alone);
  if (probed.length === 0) return alone;
  const { described, signature } = alone.facts.stated;
  const answers = { ...options.answers, ...newlyKnown(probed, alone.facts) };
  return engine.diagnose(alone.exchange, { ...options, described, signature, answers, probed });
}

/** Of what did not fail: advice, and a signature that was examined though nobody answered. */
function isWorthTelling({ notes, facts, exchange }: Diagnosis, { verifying }: DiagnoseOptions): boolean {
  return Boolean(
    facts.stated.probed || notes.length > 0 || verifying || (facts.stated.signature && !exchange.response),
  );
}

/** A summary to be counted into. */
export type Counts = { -readonly [key in keyof Summary]: Summary[key] };

/** Counts one diagnosis into a summary. */
export function count(summary: Counts, { outcome, faults, exchange }: Diagnosis): void {
  summary.exchanges++;
  if (outcome === 'succeeded') {
    if (!exchange.response && !exchange.transport) summary.unanswered = (summary.unanswered ?? 0) + 1;
    return;
  }
  summary.failed++;
  if (faults.length > 0 && faults.every(isExplained)) summary.explained++;
  else summary.unexplained++;
}
