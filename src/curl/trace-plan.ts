import type { CurlOption } from './arguments.js';
import type { OptionTable } from './option-table.js';
import { STDERR, STDOUT, type TraceWish, traceWish } from './trace-wish.js';

/** How a run of curl is read along with, while its user sees what was asked for. */
export interface TracePlan {
  readonly wish: TraceWish;
  /**
   * The way that curl's trace takes to us: a channel of its own; the channel together with all of curl's standard
   * error, which keeps `-v` in order with curl's messages; or standard output, where the user wants it.
   */
  readonly way: 'channel' | 'stderr' | 'stdout';
  /** Where the trace that the user asked for is written. */
  readonly sink: { readonly is: 'stdout' | 'stderr' } | { readonly is: 'file'; readonly path: string };
  readonly parallel: boolean;
  /** Whether calls can be told apart. */
  readonly readable: boolean;
  readonly dataOnTerminal: boolean;
  readonly notes: readonly string[];
  /** What is added to the options of the user. Of options that exclude each other the last one wins. */
  added(path: string): string[];
}

/** @param options all that hold, those of configuration files included */
export function planTrace(options: readonly CurlOption[], table: OptionTable): TracePlan {
  const wish = traceWish(options);
  const parallel = isOn(options, 'parallel');
  const readable = !parallel || table.has('trace-ids');
  const way = wayOf(wish, options);
  return {
    wish,
    way,
    sink: sinkOf(wish),
    parallel,
    readable,
    dataOnTerminal: !options.some(({ name }) => TO_FILE.test(name)),
    notes: notesOn(wish, options, table, readable),
    added: (path) => [
      ...(way === 'stderr' ? ['--stderr', path] : []),
      // Without it curl warns that one of its traces replaces the other.
      '--no-verbose',
      '--trace',
      way === 'stderr' ? STDERR : way === 'stdout' ? STDOUT : path,
      '--trace-time',
      ...(wish.ids || (parallel && readable) ? ['--trace-ids'] : []),
      ...wish.components.flatMap((names) => ['--trace-config', names]),
    ],
  };
}

const TO_FILE = /^(?:output|remote-name|remote-name-all)$/;

function wayOf({ trace, stderr }: TraceWish, options: readonly CurlOption[]): TracePlan['way'] {
  if (trace?.to === STDOUT) return 'stdout';
  if (trace?.to !== STDERR) return 'channel';
  // A prompt would stay in the channel's buffer, as it does in that of a file.
  return stderr === undefined && options.some(asksForPassword) ? 'channel' : 'stderr';
}

function sinkOf({ trace, stderr }: TraceWish): TracePlan['sink'] {
  if (trace?.to === STDOUT) return { is: 'stdout' };
  if (trace && trace.to !== STDERR) return { is: 'file', path: trace.to };
  if (stderr === undefined) return { is: 'stderr' };
  return stderr === '-' ? { is: 'stdout' } : { is: 'file', path: stderr };
}

function asksForPassword({ name, value = '' }: CurlOption): boolean {
  return (name === 'user' || name === 'proxy-user') && !value.includes(':') && !value.startsWith(';');
}

function isOn(options: readonly CurlOption[], name: string): boolean {
  return options.findLast((option) => option.name === name)?.on ?? false;
}

function notesOn(
  { trace }: TraceWish,
  options: readonly CurlOption[],
  table: OptionTable,
  readable: boolean,
): string[] {
  const notes: string[] = [];
  if (trace) notes.push(`${SPELLING[trace.form]} was written by errdoctor from the full trace that it took`);
  // From 8.10 on, which also brought --skip-existing.
  if (table.has('skip-existing') && options.some(({ name, times }) => name === 'verbose' && times > 1))
    notes.push('-vv was shown as -v: for more of it use --trace-config with --trace-ids');
  if (!readable)
    notes.push(
      'this curl does not say which of its parallel transfers a line of its trace belongs to, so nothing was diagnosed or saved; curl 8.2 does, or leave out -Z',
    );
  return notes;
}

const SPELLING = { plain: '-v', hex: '--trace', ascii: '--trace-ascii' } as const;
