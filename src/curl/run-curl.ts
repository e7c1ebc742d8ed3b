import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { type CurlArguments, readArguments } from './arguments.js';
import { type Channel, openChannel } from './channel.js';
import { withConfigFiles } from './config-files.js';
import { KeptTrace } from './kept-trace.js';
import { OptionTable } from './option-table.js';
import { TraceRenderer } from './render-trace.js';
import { openSink } from './sink.js';
import { planTrace, type TracePlan } from './trace-plan.js';
import { TraceSplitter } from './trace-splitter.js';

/** The world as a run of curl sees it. Standard streams are the process's own. */
export interface CurlSetting {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdoutIsTerminal: boolean;
  /** Reads standard input to its end. */
  readInput(): Promise<string>;
  /** Writes what would have been written by curl itself. */
  write(to: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void>;
}

export interface CurlRun {
  /** curl's exit code; of a run that a signal ended 128 and its number. */
  readonly exit: number;
  /** The text of `curl --trace --trace-time`, empty where curl called nobody; undefined where it cannot be read. */
  readonly trace: string | undefined;
  /** As they stand on the command line and in configuration files. */
  readonly urls: readonly string[];
  /** What could not be done, or was done in another way. */
  readonly notes: readonly string[];
}

/** curl cannot be run here: a sentence for the user. */
export class CurlUnusable extends Error {}

const PROGRAM = 'curl';

/**
 * Asks the installed curl for its options.
 *
 * @throws CurlUnusable when there is none, or one that is too old
 */
export function installedOptions(env: CurlSetting['env']): OptionTable {
  const { stdout, error } = spawnSync(PROGRAM, ['-q', '--help', 'all'], { env, encoding: 'latin1' });
  if (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CurlUnusable(
      code === 'ENOENT'
        ? 'curl was not found on this machine. Install it, or capture the call another way: errdoctor explain capture'
        : `curl cannot be started (${code}).`,
    );
  }
  const table = new OptionTable(stdout);
  if (!table.isUsable)
    throw new CurlUnusable(
      'The installed curl is too old: version 7.55 or newer is needed. See: curl --version',
    );
  return table;
}

/**
 * Runs curl with the user's own words, and reads along.
 *
 * @throws CurlUnusable when curl cannot be started
 */
export async function runCurl(
  words: readonly string[],
  table: OptionTable,
  setting: CurlSetting,
): Promise<CurlRun> {
  const given = readArguments(words, table);
  if (given.cutOff || given.options.some(({ name }) => ASKS_CURL.has(name))) {
    const exit = await finished(words, ['inherit', 'inherit'], setting);
    return { exit, trace: '', urls: [], notes: [] };
  }
  const isConfigured = given.options.some(({ name, value }) => name === 'config' && value === '-');
  const input = isConfigured ? await setting.readInput() : undefined;
  const { options, unseen } = withConfigFiles(given.options, words[0], setting.env, table, input ?? '');
  const plan = planTrace(options, table);
  const run = await traced(words, given, plan, input, setting);
  const urls = [
    ...given.urls,
    ...options.flatMap(({ name, value }) => (name === 'url' && value ? [value] : [])),
  ];
  return { ...run, urls, notes: [...plan.notes, ...unseen.map(unseenNote), ...run.notes] };
}

/** Options with which curl answers for itself and calls nobody. */
const ASKS_CURL: ReadonlySet<string> = new Set(['help', 'manual', 'version', 'dump-module-paths']);

function unseenNote(name: string): string {
  return `the options in ${name} could not be read beforehand: a trace that they ask for was not written`;
}

async function traced(
  words: readonly string[],
  { end }: CurlArguments,
  plan: TracePlan,
  input: string | undefined,
  setting: CurlSetting,
): Promise<Omit<CurlRun, 'urls'>> {
  const splitter = new TraceSplitter();
  const kept = new KeptTrace(plan.parallel);
  const { trace, time, ids } = plan.wish;
  const dataIsSeen = setting.stdoutIsTerminal && plan.dataOnTerminal && plan.sink.is !== 'file';
  const renderer = trace && new TraceRenderer({ form: trace.form, time, ids, dataIsSeen });
  const sink = openSink(plan.sink, plan.way === 'channel', setting.write);
  const receive = (piece: Buffer) => {
    let shown = '';
    for (const part of splitter.push(piece.toString('latin1'))) {
      kept.add(part);
      shown += part.kind === 'other' ? part.body : (renderer?.render(part) ?? '');
    }
    if (shown !== '') sink.write(shown);
  };

  const channel = plan.way === 'stdout' ? undefined : channelFor(receive);
  let exit: number;
  try {
    const all = [...words.slice(0, end), ...plan.added(channel?.path ?? ''), ...words.slice(end)];
    const streams: StdioOptions = [
      input === undefined ? 'inherit' : 'pipe',
      plan.way === 'stdout' ? 'pipe' : 'inherit',
    ];
    exit = await finished(all, streams, setting, ({ stdin, stdout }) => {
      stdin?.on('error', () => {}).end(input, 'latin1');
      stdout?.on('data', receive);
    });
  } finally {
    await channel?.finish();
  }
  const rest = splitter.end();
  if (rest) {
    kept.add(rest);
    sink.write(rest.body);
  }
  const { note } = await sink.finish();
  return { exit, trace: plan.readable ? kept.text(exit) : undefined, notes: note ? [note] : [] };
}

/** @throws CurlUnusable where there is no room for it */
function channelFor(receive: (piece: Buffer) => void): Channel {
  try {
    return openChannel(receive);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CurlUnusable(`No private folder can be made among the temporary files (${code ?? message}).`);
  }
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Starts curl and resolves with its exit code. Signals that are sent to us are meant for curl. */
async function finished(
  words: readonly string[],
  streams: StdioOptions,
  setting: CurlSetting,
  attach: (child: ChildProcess) => void = () => {},
): Promise<number> {
  let child: ChildProcess | undefined;
  const forward = (signal: NodeJS.Signals) => void child?.kill(signal);
  // Before it is started: one that comes meanwhile would end us alone.
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const started = start(words, streams, setting);
    child = started;
    attach(started);
    return await new Promise<number>((resolve, reject) => {
      started.once('error', ({ message }) =>
        reject(new CurlUnusable(`curl cannot be started (${message}).`)),
      );
      started.once('close', (code, signal) =>
        resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]),
      );
    });
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

/** Descriptors that a shell opened for a word (`<(…)`) are handed on. */
function start(words: readonly string[], streams: StdioOptions, { env }: CurlSetting): ChildProcess {
  const stdio = [...streams, 'inherit'] as (StdioOptions[number] & ('inherit' | 'ignore' | number))[];
  for (const [, number] of words.join(' ').matchAll(/\/(?:dev|proc\/self)\/fd\/(\d{1,3})\b/g)) {
    const descriptor = Number(number);
    while (stdio.length <= descriptor) stdio.push('ignore');
    if (descriptor > 2) stdio[descriptor] = descriptor;
  }
  return spawn(PROGRAM, words, { env, stdio });
}
