import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';

/** A program cannot be started: half a sentence, without its name. */
export class ProgramUnusable extends Error {
  constructor(
    message: string,
    /** As shells exit: 127 where there is no such program, 126 where it cannot be run. */
    readonly exit: 126 | 127,
  ) {
    super(message);
  }
}

export interface ProgramSetting {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Its standard streams; those that are not named are ours. */
  readonly streams?: StdioOptions;
  /** Gets the process once it runs. */
  readonly attach?: (child: ChildProcess) => void;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * Runs a program to its end and gives its exit code; of one that a signal ended 128 and its number. Signals that are
 * sent to us are meant for it, and descriptors that a shell opened for a word (`<(…)`) are handed on.
 *
 * @throws ProgramUnusable when it cannot be started
 */
export async function runProgram(
  [name = '', ...words]: readonly string[],
  { env, streams = [], attach }: ProgramSetting,
): Promise<number> {
  let child: ChildProcess | undefined;
  const forward = (signal: NodeJS.Signals) => {
    if (!isTyped(signal)) child?.kill(signal);
  };
  // Before it is started: one that comes meanwhile would end us alone.
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const started = spawn(name, words, { env, stdio: withDescriptors(streams, words) });
    child = started;
    attach?.(started);
    return await new Promise<number>((resolve, reject) => {
      // A signal that it cannot be sent (EPERM) is told in the same way.
      started.on('error', (error) => started.pid === undefined && reject(unusable(error)));
      started.once('close', (code, signal) =>
        resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]),
      );
    });
  } catch (error) {
    throw error instanceof ProgramUnusable ? error : unusable(error as Error);
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

/** What is typed at a terminal reaches its whole foreground group, and some programs take a second Ctrl-C as an order to stop at once. */
function isTyped(signal: NodeJS.Signals): boolean {
  return (signal === 'SIGINT' || signal === 'SIGQUIT') && isatty(0);
}

function unusable({ code, message }: NodeJS.ErrnoException): ProgramUnusable {
  if (code === 'ENOENT') return new ProgramUnusable('was not found on this machine', 127);
  if (code === 'EACCES')
    return new ProgramUnusable('cannot be run: it is no program, or not yours to run', 126);
  return new ProgramUnusable(`cannot be started (${message})`, 126);
}

function withDescriptors(streams: StdioOptions, words: readonly string[]): StdioOptions {
  const stdio = [...streams] as (StdioOptions[number] & ('inherit' | 'ignore' | number))[];
  while (stdio.length < 3) stdio.push('inherit');
  for (const [, number] of words.join(' ').matchAll(/\/(?:dev|proc\/self)\/fd\/(\d{1,3})\b/g)) {
    const descriptor = Number(number);
    while (stdio.length <= descriptor) stdio.push('ignore');
    if (descriptor > 2) stdio[descriptor] = descriptor;
  }
  return stdio;
}
