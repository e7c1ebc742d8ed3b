import { setFlagsFromString } from 'node:v8';
import { createMask } from '../../report/mask.js';
import { maskUnknownOutcome } from '../../report/mask-triage.js';
import { countOf } from '../../report/triage/words.js';
import type { TriageReport } from '../../report/triage-report.js';
import type { StreamProblem } from '../../stream/piece.js';
import { readPieces } from '../../stream/read-pieces.js';
import { withPatterns } from '../../triage/patterns.js';
import { mergeReports, NoTriageReport } from '../../triage/merge.js';
import { triage } from '../../triage/triage.js';
import type { Call } from '../command.js';
import { complain } from '../complain.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { Io } from '../io.js';
import { openEngine, ruleFolders } from '../open-engine.js';
import { readInputs } from '../read-inputs.js';
import { type ReportingOptions, reportFormat, writeReport } from '../report-context.js';
import { streamProgress } from '../stream-progress.js';
import { UnknownOutcomesFile } from '../unknown-outcomes-file.js';
import { threadCount } from '../thread-count.js';
import { UsageError } from '../usage-error.js';
import { verdict } from '../verdict.js';
import { wantsColor } from '../wants-color.js';
import type { GatewayHosts } from '../../causes/gateway-hosts.js';

export interface TriageOptions extends ReportingOptions {
  readonly provider?: string;
  readonly env?: string;
  readonly now?: number;
  readonly since?: number;
  readonly until?: number;
  readonly unknownOutcomes?: string;
  readonly merge?: boolean;
  readonly rules?: readonly string[];
  readonly hosts?: GatewayHosts;
  readonly quiet?: boolean;
}

/**
 * How many bytes of bytecode a function runs before the V8 of Node 20 optimizes it; 67,584 by default. A triage runs the
 * whole engine some hundreds of times and hardly more: optimizing it that early costs more than it saves, and keeps a
 * second core busy that has lines to count. Loops over bytes use this up at once. A later V8 has no such flag, and would
 * complain of it on standard error: there Maglev comes first, which costs little.
 */
const BYTECODE_BEFORE_OPTIMIZING = 500_000;
const HAS_BUDGET = process.versions.v8.startsWith('11.3.');

/** What lives no longer than a line is collected often, in place of memory for more of it: that is no slower. */
const SMALL = '--optimize-for-size';

/** Reads any amount of captures, counts what failed by what it shares, and prints that; or merges such reports. */
export default async function run({ arguments: names, options, io }: Call<TriageOptions>): Promise<ExitCode> {
  if (HAS_BUDGET) setFlagsFromString(`--interrupt-budget=${BYTECODE_BEFORE_OPTIMIZING}`);
  setFlagsFromString(SMALL);
  const format = await reportFormat(options);
  if (!format.renderTriage) {
    throw new UsageError(
      `The format "${format.name}" is about single calls; a triage has text, json, ndjson, markdown and html.`,
    );
  }
  if (names.length === 0 && io.stdin.isTTY) {
    throw new UsageError(
      'Name a log, a HAR or a folder of captures, or pipe a log in: kubectl logs … | errdoctor triage -',
    );
  }
  const inputs = names.length > 0 ? names : ['-'];
  const report = withPatterns(
    options.merge ? await merged(inputs, options, io) : await counted(inputs, options, io),
  );
  if (report.summary.records === 0 && report.problems.length > 0) {
    await complain(io, report.problems.map(({ says }) => `error: ${says}\n`).join(''));
    return exitCodes.usage;
  }
  if (report.summary.records === 0 && !options.quiet)
    await complain(
      io,
      'note: Nothing was in the input; expected was a log: kubectl logs … | errdoctor triage -\n',
    );
  const text = await format.renderTriage(report, {
    mask: createMask(),
    color: wantsColor(options.color, io, options.output !== undefined),
    width: io.stdout.columns ?? 100,
    all: options.all ?? false,
    limit: options.limit ?? 10,
    ascii: io.env.TERM === 'dumb',
  });
  await writeReport(text, options, io);
  if (isUnreadable(report)) return exitCodes.usage;
  return options.exitZero ? exitCodes.ok : verdict(report.summary);
}

/** Whether of all records none could be read. */
function isUnreadable({ summary: { exchanges, outside, records }, problems }: TriageReport): boolean {
  return records > 0 && exchanges + outside === 0 && countOf(problems) >= records;
}

async function counted(names: readonly string[], options: TriageOptions, io: Io): Promise<TriageReport> {
  // Faults of the user's own packs are told once, here; threads read them silently.
  const engine = await openEngine({ ...options, allPacks: true }, io);
  const mask = createMask();
  const stop = new AbortController();
  const stopListening = io.onInterrupt(() => stop.abort());
  const progress = streamProgress(options, io);
  const file =
    options.unknownOutcomes === undefined ? undefined : new UnknownOutcomesFile(options.unknownOutcomes);
  const problems: StreamProblem[] = [];
  const spare: ArrayBuffer[] = [];
  const { provider, env, now, since, until, hosts } = options;
  try {
    const pieces = readPieces(names, {
      // Opened on first use.
      get standardInput() {
        return io.stdin.stream;
      },
      problem: (problem) => problems.push(problem),
      stop: stop.signal,
      spare,
    });
    const setting = {
      rules: ruleFolders(options.rules),
      hosts,
      provider,
      env,
      now,
      since,
      until,
      listsAll: file !== undefined,
    };
    const summary = await triage({ pieces, spare, engine, threadCount: threadCount(io) }, setting, {
      unknown: (requests) => file?.write(requests.map((request) => maskUnknownOutcome(request, mask))),
      done: progress.tell,
    });
    for (const { says, file: name, line } of problems)
      summary.addProblem({ says, count: 1, first: { file: name, line } });
    const report = summary.toReport();
    return stop.signal.aborted ? { ...report, summary: { ...report.summary, interrupted: true } } : report;
  } finally {
    progress.end();
    file?.close();
    stopListening();
  }
}

async function merged(names: readonly string[], options: TriageOptions, io: Io): Promise<TriageReport> {
  if (options.unknownOutcomes !== undefined)
    throw new UsageError(
      'Reports hold the first of the unknown outcomes alone: use --unknown-outcomes where the logs are read.',
    );
  const { inputs, unreadable } = await readInputs(names, io);
  if (unreadable.length > 0) {
    await complain(io, unreadable.map((sentence) => `error: ${sentence}\n`).join(''));
    throw new UsageError('A part is missing, so nothing was put together.');
  }
  try {
    return mergeReports(inputs);
  } catch (error) {
    if (error instanceof NoTriageReport) throw new UsageError(error.message);
    throw error;
  }
}
