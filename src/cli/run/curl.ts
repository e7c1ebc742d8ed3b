import { CurlUnusable, type CurlSetting, installedOptions, runCurl } from '../../curl/run-curl.js';
import { readArguments } from '../../curl/arguments.js';
import type { OptionTable } from '../../curl/option-table.js';
import { BODY_NOT_CAPTURED } from '../../exchange/body.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { diagnoseInputs } from '../../diagnose-inputs.js';
import { UnreadableInput } from '../../input/format.js';
import curlTrace from '../../input/formats/curl-trace.js';
import { Input } from '../../input/input.js';
import type { ReadInputResult } from '../../input/read-input.js';
import { maskFor } from '../../mask-for.js';
import type { Call } from '../command.js';
import curl from '../commands/curl.js';
import { breakdown, complain } from '../complain.js';
import type { Io } from '../io.js';
import { openEngine } from '../open-engine.js';
import { longName } from '../option-flags.js';
import { readDescription } from '../read-description.js';
import { readSigning, type SignatureOptions } from '../read-signing.js';
import { type ReportingOptions, reportContext, reportFormat, writeReport } from '../report-context.js';
import { checkSaving, saveExchanges, type SavingOptions } from '../save-exchanges.js';
import { searchProgress } from '../search-progress.js';
import { stoppedSearch } from '../stopped-search.js';
import { UsageError } from '../usage-error.js';

export interface CurlCommandOptions extends SignatureOptions, ReportingOptions, SavingOptions {
  readonly provider?: string;
  readonly env?: string;
  readonly now?: number;
  readonly rules?: readonly string[];
  readonly openapi?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Runs curl for the user, and reports on standard error, or to a file, where a call failed. */
export default async function run({
  arguments: words,
  options,
  io,
}: Call<CurlCommandOptions>): Promise<number> {
  if (words.length === 0) throw new UsageError('Say what curl shall do: errdoctor curl -sS https://…');
  // Whatever is wrong with our own options is said before anything is sent.
  const prepared = await prepare(options, io);
  const { exit, trace, urls, notes } = await usable(async () => {
    const table = installedOptions(io.env);
    checkWords(words, table);
    return runCurl(words, table, settingOf(io));
  });
  if (!options.quiet) await complain(io, notes.map((note) => `note: ${note}\n`).join(''));
  if (trace === undefined) return exit;
  const read = readTrace(trace, urls);
  await attempt(() => saveExchanges(read.exchanges, prepared, options), options, io);
  await attempt(() => diagnose(read, prepared, options, { ...io, stdout: io.stderr }), options, io);
  return exit;
}

/** What became of the call is for curl to say, whatever becomes of the report. */
async function attempt(
  step: () => Promise<void>,
  { verbose = false }: CurlCommandOptions,
  io: Io,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    await complain(io, error instanceof UsageError ? `error: ${error.message}\n` : breakdown(error, verbose));
  }
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function prepare(options: CurlCommandOptions, io: Io) {
  const [format, engine] = await Promise.all([reportFormat(options), openEngine(options, io)]);
  checkSaving(options);
  const signing = await readSigning(options, io);
  const description = await readDescription(options.openapi, io);
  return { format, engine, signing, description };
}

async function usable<Result>(start: () => Promise<Result>): Promise<Result> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof CurlUnusable) throw new UsageError(error.message);
    throw error;
  }
}

/** @throws UsageError for an option that is ours and stands where all words are curl's */
function checkWords(words: readonly string[], table: OptionTable): void {
  const ours = new Set(curl.options?.map(longName));
  const misplaced = readArguments(words, table).options.find(({ name, known }) => !known && ours.has(name));
  if (misplaced)
    throw new UsageError(
      `--${misplaced.name} is an option of errdoctor, and curl has none of that name. Options of errdoctor come first, then --: errdoctor curl --${misplaced.name} … -- -sS https://…`,
    );
}

function settingOf({ env, stdin, stdout, stderr }: Io): CurlSetting {
  return {
    env,
    stdoutIsTerminal: stdout.isTTY,
    async readInput() {
      const pieces: Buffer[] = [];
      for await (const piece of stdin.stream) pieces.push(Buffer.from(piece as Uint8Array));
      return Buffer.concat(pieces).toString('latin1');
    },
    write: (to, bytes) => (to === 'stdout' ? stdout : stderr).write(bytes),
  };
}

async function diagnose(
  read: ReadInputResult,
  { format, engine, signing, description }: Prepared,
  options: CurlCommandOptions,
  io: Io,
): Promise<void> {
  const progress = searchProgress(options, io);
  const { report } = await stoppedSearch(signing, io, (stoppable) =>
    diagnoseInputs(engine, [read], {
      ...options,
      description,
      signing: stoppable,
      progress: progress.tell,
    }),
  );
  progress.end();
  // A file is always written, so that it is never the report of an earlier call.
  if (report.summary.failed === 0 && options.output === undefined) return;
  const shown = [read, ...(description ? [{ input: description.input, exchanges: [] }] : [])];
  const mask = maskFor(
    shown,
    [...engine.store.packs.values()].map(({ settings }) => settings),
    signing.secrets,
  );
  const text = await format.render(report, reportContext(shown, mask, options, io));
  await writeReport(isReadHere(options) ? `\n${text}` : text, options, io);
}

/** The report then stands behind a body that curl printed, which seldom ends with a line break. */
function isReadHere({ json, format = 'text', output }: CurlCommandOptions): boolean {
  return !json && format === 'text' && output === undefined;
}

/** What curl did: nothing where it called nobody. */
function readTrace(trace: string, urls: readonly string[]): ReadInputResult {
  const input = new Input('curl', Buffer.from(trace, 'latin1'));
  try {
    return { input, exchanges: withUrls(curlTrace.read(input).exchanges, urls) };
  } catch (error) {
    if (error instanceof UnreadableInput) return { input, exchanges: [] };
    throw error;
  }
}

/** The one call that was never sent was meant for the one URL that was given. */
function withUrls(
  exchanges: readonly Exchange[],
  [url = '', ...others]: readonly string[],
): readonly Exchange[] {
  const [exchange] = exchanges;
  const isUnsent = exchange?.request?.method === undefined && exchange?.hops.length === 0;
  // Brackets and braces stand for several.
  if (!exchange || !isUnsent || exchanges.length > 1 || others.length > 0 || !/^[^\s[\]{}]+$/.test(url))
    return exchanges;
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  const request = exchange.request ?? { headers: Headers.notCaptured, body: BODY_NOT_CAPTURED };
  return [{ ...exchange, request: { ...request, url: whole } }];
}
