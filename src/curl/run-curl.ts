import { spawnSync } from 'node:child_process';
import { ProgramUnusable, type ProgramSetting, runProgram } from '../program/run-program.js';
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
    const exit = await run(words, { env: setting.env });
    return { exit, trace: '', urls: [], notes: [] };
  }
  const isConfigured = given.options.some(({ name, value }) => name === 'config' && value === '-');
  const input = isConfigured ? await setting.readInput() : undefined;
  const { options, unseen } = withConfigFiles(given.options, words[0], setting.env, table, input ?? '');
  const plan = planTrace(options, table);
  const traces = await traced(words, given, plan, input, setting);
  const urls = [
    ...given.urls,
    ...options.flatMap(({ name, value }) => (name === 'url' && value ? [value] : [])),
  ];
  return { ...traces, urls, notes: [...plan.notes, ...unseen.map(unseenNote), ...traces.notes] };
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
    exit = await run(all, {
      env: setting.env,
      streams: [input === undefined ? 'inherit' : 'pipe', plan.way === 'stdout' ? 'pipe' : 'inherit'],
      attach({ stdin, stdout }) {
        stdin?.on('error', () => {}).end(input, 'latin1');
        stdout?.on('data', receive);
      },
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

/** @throws CurlUnusable when curl cannot be started */
async function run(words: readonly string[], setting: ProgramSetting): Promise<number> {
  try {
    return await runProgram([PROGRAM, ...words], setting);
  } catch (error) {
    if (error instanceof ProgramUnusable) throw new CurlUnusable(`curl ${error.message}.`);
    throw error;
  }
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
