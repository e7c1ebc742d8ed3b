import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ExaminerOptions } from '../capture/examiner.js';
import { startForwardProxy } from '../../capture/forward-proxy.js';
import { ProgramUnusable, runProgram } from '../../program/run-program.js';
import { type TrustFiles, writeTrustFiles } from '../../capture/program/trust-files.js';
import { variablesFor } from '../../capture/program/variables.js';
import { startReverseProxy } from '../../capture/reverse/reverse-proxy.js';
import { Dialer } from '../../capture/upstream/dialer.js';
import { UnusableProxy } from '../../capture/upstream/proxy-setting.js';
import { trustedAuthorities } from '../../capture/upstream/trust.js';
import { type Authority, createAuthority } from '../../certificates/authority.js';
import { CaptureSession } from '../capture-session.js';
import { distrusted, nothingCame, runtimeOf, startWords } from '../capture-words.js';
import type { Call } from '../command.js';
import { breakdown, complain } from '../complain.js';
import { exitCodes } from '../exit-codes.js';
import type { Io } from '../io.js';
import { openingPort } from '../opening-port.js';
import { type AccessOptions, readAccess } from '../read-access.js';
import { UsageError } from '../usage-error.js';
import { summaryLine } from '../../report/text/summary.js';
import { verdict } from '../verdict.js';

export interface CaptureOptions extends AccessOptions, ExaminerOptions {
  readonly to?: string;
  readonly port?: number;
  readonly watch?: boolean;
  readonly verbose?: boolean;
}

/** Captures what a program calls, or what passes on its way to a server, and diagnoses what failed. */
export default async function run({ arguments: words, options, io }: Call<CaptureOptions>): Promise<number> {
  const { to } = options;
  if (to === undefined && words.length === 0)
    throw new UsageError(
      'Say which program to run: errdoctor capture -- node app.js. For one that runs elsewhere: errdoctor capture --to https://api.example.com',
    );
  if (to !== undefined && words.length > 0)
    throw new UsageError(
      '--to is for a program that runs by itself and is given another base URL: leave out either --to or the program.',
    );
  // Whatever is wrong with our own options is said before anything runs.
  const dialer = await openDialer(options, io);
  const place =
    to === undefined ? { out: io.stderr, live: options.watch ?? false } : { out: io.stdout, live: true };
  // Making keys takes a while.
  const authority = to === undefined ? createAuthority() : undefined;
  const session = await CaptureSession.open(options, io, place);
  try {
    const call = { options, io, dialer, session };
    return await (authority
      ? behindProgram(words, await authority, call)
      : inFrontOf(new URL(`${to}`), call));
  } finally {
    await session.close();
  }
}

/** Milliseconds. A program may end as soon as it has written a request: the rest of the way the kernel would have gone. */
const LAST_WORDS = 1000;

interface Capture {
  readonly options: CaptureOptions;
  readonly io: Io;
  readonly dialer: Dialer;
  readonly session: CaptureSession;
}

/** Runs the program behind a proxy of its own; its streams and its exit code are what they are without. */
async function behindProgram(
  words: readonly string[],
  authority: Authority,
  { options, io, dialer, session }: Capture,
): Promise<number> {
  const files = openTrustFiles(authority, io);
  const proxy = await startForwardProxy({ authority, dialer, ...session.listeners });
  const hook = fileURLToPath(new URL('node-hook.cjs', import.meta.url));
  let exit: number;
  try {
    const env = variablesFor({
      ...files,
      env: io.env,
      proxy: new URL(`http://127.0.0.1:${proxy.port}`),
      nodeHook: existsSync(hook) ? hook : undefined,
    });
    exit = await runProgram(words, { env });
  } catch (error) {
    if (!(error instanceof ProgramUnusable)) throw error;
    await complain(io, `error: ${words[0]} ${error.message}.${split(words)}\n`);
    return error.exit;
  } finally {
    files.remove();
    await proxy.close(LAST_WORDS);
  }
  // What became of the program is for it to say, whatever becomes of the report.
  try {
    const runtime = runtimeOf(words);
    await session.end([
      ...(session.isSilent ? [nothingCame(runtime)] : []),
      ...(session.isDistrusted ? [distrusted(runtime)] : []),
    ]);
  } catch (error) {
    const { verbose = false } = options;
    await complain(io, error instanceof UsageError ? `error: ${error.message}\n` : breakdown(error, verbose));
  }
  return exit;
}

/** @throws UsageError where there is no room for them; nothing listens yet that would keep us alive. */
function openTrustFiles({ certificate }: Authority, { env }: Io): TrustFiles {
  try {
    return writeTrustFiles(certificate, trustedAuthorities(env), env);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`No private folder can be made among the temporary files (${code ?? message}).`);
  }
}

/** A whole command line in quotes is no program. */
function split([name = '', ...others]: readonly string[]): string {
  if (others.length > 0 || !name.includes(' ')) return '';
  return ' Each word of a command line stands by itself, without quotes around all of it; a line for the shell is: sh -c "…"';
}

/** Stands in front of a server until Ctrl-C. */
async function inFrontOf(to: URL, { options, io, dialer, session }: Capture): Promise<number> {
  const ended = new Promise<void>((resolve) => io.onInterrupt(resolve));
  const proxy = await openingPort(() =>
    startReverseProxy({ to, port: options.port, dialer, ...session.listeners }),
  );
  try {
    await complain(io, startWords(proxy.port, to));
    await ended;
  } finally {
    await proxy.close();
  }
  const { summary } = await session.end();
  if (!options.quiet) await io.stderr.write(`${summaryLine(summary)}\n`);
  return options.exitZero ? exitCodes.ok : verdict(summary);
}

async function openDialer(options: CaptureOptions, io: Io): Promise<Dialer> {
  const access = await readAccess(options, io);
  try {
    return new Dialer(io.env, access);
  } catch (error) {
    if (error instanceof UnusableProxy) throw new UsageError(error.message);
    const { message } = error as Error;
    throw new UsageError(`The certificate or key cannot be used (${message}).`);
  }
}
