import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const register = fileURLToPath(new URL('../../dist/cli/register.cjs', import.meta.url));

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

/**
 * Runs a program of Node, with what is on its way here as `process.env.BASE`.
 *
 * @param flags of Node, `--import` by default
 */
export async function run(
  program: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = ['--import', register],
  cwd = root,
): Promise<Ran> {
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...own } = process.env;
  const words = [...flags, '--input-type=module', '-e', program];
  const child = spawn(process.execPath, words, { cwd, env: { ...own, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { ...said, exit };
}

/** The same program twice: what it says and how it ends must be alike, and it is silent by itself. */
export async function runBoth(program: string, env: Readonly<Record<string, string>>) {
  const [without, having] = await Promise.all([run(program, env, []), run(program, env)]);
  return { without, having };
}
