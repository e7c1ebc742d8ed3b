import { appendFileSync } from 'node:fs';
import { diagnoseInputs } from '../../diagnose-inputs.js';
import { maskFor } from '../../mask-for.js';
import type { Report } from '../../report/diagnosis.js';
import type { OutputFormat, RenderContext } from '../../report/format.js';
import { secretsGiven } from '../../signing/given.js';
import type { NetworkChoice } from '../ask-network.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { checkEntry } from '../entries.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { Io } from '../io.js';
import { openEngine } from '../open-engine.js';
import { readCaptures } from '../read-captures.js';
import { readDescription } from '../read-description.js';
import { readSigning, type SignatureOptions } from '../read-signing.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from '../report-context.js';
import { type RequestFiles, withRequestFiles } from '../request-half.js';
import { searchProgress } from '../search-progress.js';
import { stoppedSearch } from '../stopped-search.js';
import type { Statement } from '../../exchange/statement.js';
import { UsageError } from '../usage-error.js';
import { verdict } from '../verdict.js';

export interface AnalyzeOptions
  extends NetworkChoice,
    Statement,
    RequestFiles,
    SignatureOptions,
    ReportingOptions {
  readonly provider?: string;
  readonly env?: string;
  readonly now?: number;
  readonly rules?: readonly string[];
  readonly openapi?: string;
  readonly stateless?: boolean;
  readonly idField?: string;
  readonly tee?: boolean;
  readonly quiet?: boolean;
  readonly good?: string;
  readonly network?: boolean;
}

/**
 * Reads captures, diagnoses them and prints the report; with `--tee` beside a copy of standard input, with
 * `--id-field` line by line.
 */
export default async function analyze(call: Call<AnalyzeOptions>): Promise<ExitCode> {
  if (call.options.idField !== undefined) {
    const { analyzeLines } = await import('../analyze-lines.js');
    return analyzeLines(call, call.options.idField);
  }
  if (!call.options.tee) return diagnose(call);
  if (call.arguments.some((name) => name !== '-')) {
    throw new UsageError('--tee copies standard input, so no file can be named with it.');
  }
  const { teed } = await import('../tee.js');
  await diagnose({ ...call, io: teed(call.io) });
  return exitCodes.ok;
}

async function diagnose({ arguments: names, options, io }: Call<AnalyzeOptions>): Promise<ExitCode> {
  const [format, engine] = await Promise.all([reportFormat(options), openEngine(options, io)]);

  const signing = await readSigning(options, io);
  const description = await readDescription(options.openapi, io);
  const captures = await readCaptures(names, options, io);
  const { unreadable } = captures;
  const completed = await withRequestFiles(captures.read, options, io);
  const { read } = completed;
  const good =
    options.good === undefined
      ? undefined
      : await (await import('../read-good.js')).readGood(options.good, read, io);
  const notes = [...captures.notes, ...completed.notes, ...(good?.notes ?? [])];
  const errors = unreadable.map((sentence) => `error: ${sentence}\n`);
  const remarks = options.quiet ? [] : notes.map((sentence) => `note: ${sentence}\n`);
  await complain(io, [...errors, ...remarks].join(''), secretsGiven(signing.secrets));
  if (read.length === 0) return exitCodes.usage;

  const ask = options.network ? await (await import('../ask-network.js')).askNetwork(options, io) : undefined;
  const progress = searchProgress(options, io);
  const { report } = await stoppedSearch(signing, io, (stoppable) =>
    diagnoseInputs(engine, read, {
      ...options,
      good: undefined,
      compareWith: good?.read,
      description,
      signing: stoppable,
      progress: progress.tell,
      network: ask,
    }),
  );
  progress.end();
  // Evidence quotes the working call and the description too.
  const shown = [
    ...read,
    ...(good ? [good.read] : []),
    ...(description ? [{ input: description.input, exchanges: [] }] : []),
  ];
  const mask = maskFor(
    shown,
    [...engine.store.packs.values()].map(({ settings }) => settings),
    signing.secrets,
  );
  if (options.entry !== undefined) checkEntry(options.entry, read, mask);
  const context = reportContext(shown, mask, options, io);
  await writeReport(await format.render(report, context), options, io);
  await writeAppendix(format, report, context, io);

  if (unreadable.length > 0) return exitCodes.usage;
  return options.exitZero ? exitCodes.ok : verdict(report.summary);
}

/** What cannot be written besides the report is a note: the report itself was given. */
async function writeAppendix(
  { appendix }: OutputFormat,
  report: Report,
  context: RenderContext,
  io: Io,
): Promise<void> {
  const path = appendix && io.env[appendix.variable];
  if (!path) return;
  const text = await appendix.render(report, context);
  try {
    appendFileSync(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    await complain(io, `note: ${appendix.variable} names a file that cannot be written (${code}).\n`);
  }
}
