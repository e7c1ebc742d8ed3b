import { spawn } from 'node:child_process';
import { program } from '../cli/built.js';
import { emptyFolder } from '../support/empty-folder.js';

export interface Ran {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface Place {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the process once it runs. */
  readonly meanwhile?: (child: ReturnType<typeof spawn>) => void;
}

/** curl by itself. */
export function bareCurl(words: readonly string[], place: Place = {}): Promise<Ran> {
  return run('curl', words, place);
}

/** `errdoctor curl` with options of its own. */
export function errdoctorCurl(
  ours: readonly string[],
  words: readonly string[],
  place: Place = {},
): Promise<Ran> {
  return run(
    process.execPath,
    [program, 'curl', ...ours, ...(ours.length > 0 ? ['--'] : []), ...words],
    place,
  );
}

function run(
  command: string,
  words: readonly string[],
  { input = '', cwd, env, meanwhile }: Place,
): Promise<Ran> {
  const folder = cwd ?? emptyFolder();
  const child = spawn(command, words, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...env } });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
  child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
  child.stdin.on('error', () => {}).end(input);
  meanwhile?.(child);
  return new Promise((resolve, reject) => {
    child
      .on('error', reject)
      .on('close', (exit, signal) =>
        resolve({ exit, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) }),
      );
  });
}
