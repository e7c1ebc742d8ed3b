import { spawn } from 'node:child_process';

export interface CurlRun {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exit: number | null;
}

/** Runs the real curl, without the user's own configuration and proxies. */
export function runCurl(args: readonly string[], env: Record<string, string> = {}): Promise<CurlRun> {
  return run('curl', ['-q', ...args], env);
}

/** Runs curl with `2>&1`: standard output and error in one stream, in the order in which curl wrote them. */
export async function runCurlMerged(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Buffer> {
  return (await run('sh', ['-c', 'exec curl -q "$@" 2>&1', 'sh', ...args], env)).stdout;
}

function run(command: string, args: readonly string[], env: Record<string, string>): Promise<CurlRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exit) =>
      resolve({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), exit }),
    );
  });
}
