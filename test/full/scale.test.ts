import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TriageReport } from '../../src/report/triage-report.js';
import { program } from '../cli/built.js';
import { pino } from '../triage/bench/loggers.js';
import { writeLog } from '../triage/bench/write-files.js';
import { type Hosts, startHosts } from './scale/hosts.js';
import { programs } from './scale/programs.js';

const folder = mkdtempSync(join(tmpdir(), 'errdoctor-scale-'));
const log = join(folder, 'calls.ndjson');
let hosts: Hosts;
let parallel: (words: readonly string[]) => string;

beforeAll(async () => {
  const found = programs(folder);
  hosts = await startHosts(folder, found);
  writeLog(log, { seed: 'many hosts', calls: 3000, failing: 0.5 }, pino);
  parallel = (words) =>
    execFileSync(
      'perl',
      [
        ...[found.parallel, '--will-cite', '--ssh', `ssh -F ${hosts.config}`, '-S', hosts.names.join()],
        ...['--pipe', '--block', '300k', '--joblog', 'jobs', ...words],
      ],
      {
        cwd: folder,
        env: { ...process.env, PARALLEL_HOME: folder },
        input: readFileSync(log),
        maxBuffer: 2 ** 28,
      },
    ).toString();
});

afterAll(() => {
  hosts?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The hosts on which the jobs of the last run were done. */
function hostsUsed(): string[] {
  const [, ...jobs] = readFileSync(join(folder, 'jobs'), 'utf8').trim().split('\n');
  return [...new Set(jobs.map((job) => job.split('\t')[1] ?? ''))].sort();
}

function errdoctor(words: readonly string[], input?: Uint8Array): string {
  const setting = { cwd: folder, maxBuffer: 2 ** 28, ...(input && { input }) };
  return execFileSync(process.execPath, [program, ...words, '--exit-zero'], setting).toString();
}

/** A report without the places in its input, of which each part has its own. */
function placeless(json: string): TriageReport {
  const places = new Set(['source', 'at', 'first']);
  return JSON.parse(json, (name, value) => (places.has(name) ? undefined : value));
}

describe('GNU parallel over several hosts', () => {
  it('triages parts whose reports are put together to that of the whole', () => {
    parallel(['--results', 'part-{#}', 'errdoctor', 'triage', '-', '--json', '--exit-zero']);
    expect(hostsUsed()).toEqual(hosts.names);
    const parts = readdirSync(folder).filter((name) => /^part-\d+$/.test(name));
    expect(parts.length).toBeGreaterThan(3);
    const merged = placeless(errdoctor(['triage', '--json', '--merge', ...parts]));
    expect(merged.summary.failed).toBeGreaterThan(1000);
    expect(merged).toEqual(placeless(errdoctor(['triage', '--json', log])));
  });

  it('runs the stage, whose lines come in the order of the input', () => {
    const lines = parallel([
      '--keep-order',
      'errdoctor',
      'analyze',
      '-',
      '--id-field',
      'time',
      '--exit-zero',
    ]);
    expect(hostsUsed()).toEqual(hosts.names);
    const input = readFileSync(log);
    expect(lines).toBe(errdoctor(['analyze', '-', '--id-field', 'time'], input));
    expect(lines.split('\n').length).toBe(input.toString().split('\n').length);
  });
});
