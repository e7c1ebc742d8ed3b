import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyFolder } from '../support/empty-folder.js';

/** The program as it is published. */
export const program = fileURLToPath(new URL('../../dist/cli/errdoctor.cjs', import.meta.url));

if (!existsSync(program)) throw new Error('The command line is not built: run "npm run build".');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  /** What arrives on standard input; nothing by default. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line as a process of its own, in an empty folder unless told otherwise. */
export function errdoctor(words: readonly string[], setting: Setting = {}): Promise<Outcome> {
  return run(process.execPath, [program, ...words], setting);
}

/** Runs a shell line in which `errdoctor` is the built command line. */
export function shell(line: string, setting: Setting = {}): Promise<Outcome> {
  const defined = `errdoctor() { "${process.execPath}" "${program}" "$@"; }`;
  return run('bash', ['-c', `${defined}; ${line}`], setting);
}

function run(command: string, words: readonly string[], { input = '', cwd, env }: Setting): Promise<Outcome> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(command, words, { cwd: cwd ?? emptyFolder(), env: { ...inherited, ...env } });
  const outcome = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    outcome.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    outcome.stderr += text;
  });
  // A program that ends without reading closes the pipe: what it did is judged by its exit code.
  child.stdin.on('error', () => {}).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, ...outcome }));
  });
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** A failure that a rule explains. */
export const explained = JSON.stringify({
  ok: false,
  error: {
    code: 'TIMESTAMP_EXPIRED',
    message: 'request timestamp expired',
    status: 401,
    requestId: 'req_errdoctor1',
  },
});

/** An exchange that went well. */
export const succeeded =
  '> GET /v1/things HTTP/1.1\n> Host: api.shop.example\n>\n< HTTP/1.1 200 OK\n<\n{"things":[]}\n';
