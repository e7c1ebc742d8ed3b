import { closeSync, openSync, writeSync } from 'node:fs';
import { runStage, type StageInput } from '../stage/run-stage.js';
import { Stage, type StageCounts, type StageSetting } from '../stage/stage.js';
import { wholeLines } from '../stage/whole-lines.js';
import { openSource } from '../stream/source.js';
import type { Call } from './command.js';
import { complain } from './complain.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { Io } from './io.js';
import { openEngine, ruleFolders } from './open-engine.js';
import { readDescription } from './read-description.js';
import { whyUnread } from './read-inputs.js';
import { readSigning } from './read-signing.js';
import type { AnalyzeOptions } from './run/analyze.js';
import { threadCount } from './thread-count.js';
import { UsageError } from './usage-error.js';
import { verdict } from './verdict.js';

/** Options that look at more than one line, or at something else than lines. */
const NOT_FOR_LINES = ['entry', 'request', 'data', 'good', 'network', 'tee'] as const;

/**
 * `analyze --id-field`: one result for each line of the input, in its order. Ends after the line at work at Ctrl-C, and
 * as soon as nobody reads the results.
 *
 * @throws UsageError for options that do not fit, and an output that cannot be written
 */
export async function analyzeLines(
  { arguments: names, options, io }: Call<AnalyzeOptions>,
  idField: string,
): Promise<ExitCode> {
  checkOptions(options);
  if (names.length === 0 && io.stdin.isTTY)
    throw new UsageError('Name files of lines, or pipe them in: … | errdoctor analyze - --id-field NAME');
  // Says what is wrong with rules, a description or a secret before the first line.
  const [engine, description] = await Promise.all([
    openEngine(options, io),
    readDescription(options.openapi, io),
  ]);
  const signing = await readSigning(options, io);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  // Whatever else the options hold is plain data as well.
  const setting: StageSetting = {
    ...options,
    idField,
    rules: ruleFolders(options.rules),
    signing: { ...signing, stop },
  };
  const reading = new AbortController();
  const stopListening = io.onInterrupt(() => {
    Atomics.store(stop, 0, 1);
    reading.abort();
  });
  const unreadable: string[] = [];
  const input = linesOf(names.length > 0 ? names : ['-'], io, reading.signal, unreadable);
  const output = openOutput(options.output, io);
  try {
    const counts = await runStage(input, new Stage(setting, engine, description), setting, threadCount(io), {
      write: output.write,
      enough: () => reading.abort(),
    });
    await complain(io, unreadable.map((sentence) => `error: ${sentence}\n`).join(''));
    return exitCode(counts, unreadable.length > 0, options);
  } finally {
    output.close();
    stopListening();
  }
}

/** @throws UsageError */
function checkOptions(options: AnalyzeOptions): void {
  if (options.json || (options.format ?? 'ndjson') !== 'ndjson')
    throw new UsageError('--id-field gives a line for each line: use it with --format ndjson.');
  const other = NOT_FOR_LINES.find((name) => options[name] !== undefined);
  if (other)
    throw new UsageError(`--id-field judges each line by itself, so --${other} cannot be used with it.`);
}

async function* linesOf(
  names: readonly string[],
  io: Io,
  stop: AbortSignal,
  unreadable: string[],
): AsyncGenerator<StageInput> {
  for (const name of new Set(names)) {
    if (stop.aborted) return;
    try {
      const source = await openSource(name, name === '-' ? io.stdin.stream : undefined, stop);
      try {
        for await (const lines of wholeLines(source.read)) yield { file: name, lines };
        const damage = source.damage();
        if (damage) unreadable.push(damage);
      } finally {
        await source.close();
      }
    } catch (error) {
      unreadable.push(whyUnread(name, error as NodeJS.ErrnoException));
    }
  }
}

interface Output {
  write(bytes: Uint8Array): Promise<boolean>;
  close(): void;
}

/** @throws UsageError for a file that cannot be written */
function openOutput(path: string | undefined, { stdout }: Io): Output {
  if (path === undefined)
    return {
      async write(bytes) {
        await stdout.write(bytes);
        return !stdout.readerGone;
      },
      close: () => {},
    };
  const attempt = <Result>(action: () => Result): Result => {
    try {
      return action();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageError(`The report cannot be written to ${path} (${code}).`);
    }
  };
  const file = attempt(() => openSync(path, 'w'));
  return {
    async write(bytes) {
      for (let rest = bytes; rest.length > 0; ) {
        const from = rest;
        rest = rest.subarray(attempt(() => writeSync(file, from)));
      }
      return true;
    },
    close: () => closeSync(file),
  };
}

function exitCode(
  { lines, exchanges, broken, ...summary }: StageCounts,
  isUnreadable: boolean,
  { exitZero }: AnalyzeOptions,
): ExitCode {
  if (broken > 0) return exitCodes.broken;
  if (isUnreadable || (lines > 0 && exchanges === 0)) return exitCodes.usage;
  return exitZero ? exitCodes.ok : verdict(summary);
}
