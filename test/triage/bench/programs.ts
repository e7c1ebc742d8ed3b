import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TriageReport } from '../../../src/report/triage-report.js';
import { type Counts, countsOf, differences } from './counts.js';

const errdoctor = fileURLToPath(new URL('../../../dist/cli/errdoctor.cjs', import.meta.url));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface Setting {
  /** As many as the machine has cores where it is left out. */
  readonly threads?: number;
  /** Options of Node. */
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a triage of a file; what it reported. */
export function triage(path: string, { threads, node = [], env = {} }: Setting = {}): TriageReport {
  if (!existsSync(errdoctor)) throw new Error('The command line is not built: run "npm run build".');
  const words = [...node, errdoctor, 'triage', path, '--json'];
  const limited = threads ? { ERRDOCTOR_THREADS: String(threads) } : undefined;
  return JSON.parse(run(process.execPath, words, { ...env, ...limited })) as TriageReport;
}

/** For a measurement: a triage, which must have counted right. */
export function rightly(expected: Counts, path: string, setting?: Setting): () => void {
  return () => {
    const wrong = differences(expected, countsOf(triage(path, setting)));
    if (wrong.length > 0) throw new Error(`The triage of ${path} counted wrongly:\n${wrong.join('\n')}`);
  };
}

/** A line for each line of a log on standard input, as a stage of a pipeline; nobody keeps what it prints. */
export function analyze(path: string): () => void {
  return () => {
    const words = [errdoctor, 'analyze', '-', '--id-field', 'pid'];
    run(process.execPath, words, { ERRDOCTOR_THREADS: '1' }, { input: path, isKept: false });
  };
}

/** JSON.parse of each line. */
export function parseLines(path: string): () => void {
  return () => void run(process.execPath, [here('parse-lines.cjs'), path]);
}

/** JSON.parse of a whole file. */
export function parseWhole(path: string): () => void {
  const program = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';
  return () => void run(process.execPath, ['-e', program, path]);
}

export function hasJq(): boolean {
  return spawnSync('jq', ['--version']).status === 0;
}

export function jq(path: string): () => void {
  return () => void run('jq', ['-c', '.response.status', path], {}, { isKept: false });
}

/** The most memory that a triage's process ever held, in MB. */
export function peakOf(path: string, expected: Counts, keep: string): number {
  rightly(expected, path, { node: ['--require', here('peak.cjs')], env: { PEAK: keep } })();
  return Number(readFileSync(keep, 'latin1')) / 1024;
}

function run(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { input, isKept = true }: { input?: string; isKept?: boolean } = {},
): string {
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const stdin = openSync(input ?? '/dev/null', 'r');
  const { stdout, stderr, status, error } = spawnSync(program, words, {
    env: { ...inherited, ...env },
    stdio: [stdin, isKept ? 'pipe' : 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 29,
  });
  closeSync(stdin);
  if (error) throw error;
  // 1 and 4 say that something failed in what was read.
  if (![0, 1, 4].includes(status ?? -1)) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
  return stdout;
}
