import { diagnoseInputs } from '../diagnose-inputs.js';
import { Input } from '../input/input.js';
import { maskFor } from '../mask-for.js';
import type { ProbeFinding } from '../probe/finding.js';
import type { Call } from './command.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { openEngine } from './open-engine.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from './report-context.js';

export interface ProbeOptions extends ReportingOptions {
  readonly provider?: string;
  readonly env?: string;
  readonly now?: number;
  readonly rules?: readonly string[];
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** Runs a probe, diagnoses what it found by the rules, and prints both. Exits 1 where there is a fault. */
export async function reportProbe(
  { options, io }: Pick<Call<ProbeOptions>, 'options' | 'io'>,
  probe: () => Promise<ProbeFinding>,
): Promise<ExitCode> {
  const [format, engine] = await Promise.all([reportFormat(options), openEngine(options, io)]);
  const { probed, exchange, input } = await probe();
  const name = ['probe', probed.probe, probed.target].filter((word) => word !== '').join(' ');
  const read = [{ input: input ?? new Input(name, new Uint8Array()), exchanges: [exchange] }];
  const { report } = await diagnoseInputs(engine, read, {
    provider: options.provider,
    env: options.env,
    now: options.now,
    answers: probed.facts,
    probed: [probed],
    ...(options.all && { all: true }),
  });
  const packs = [...engine.store.packs.values()].map(({ settings }) => settings);
  const mask = maskFor(read, packs, []);
  await writeReport(await format.render(report, reportContext(read, mask, options, io)), options, io);
  if (options.exitZero || report.summary.failed === 0) return exitCodes.ok;
  return exitCodes.explained;
}
