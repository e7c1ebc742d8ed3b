import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, loadEngine } from '../../../src/index.js';
import { type Counts, inMaps } from './counts.js';
import { writeHar } from './har.js';
import { container, pino } from './loggers.js';
import { failuresIn, symptomsOf } from './truth.js';
import { writeLog } from './write-files.js';

/** What a triage is held against agrees with the diagnosis of each exchange by itself. */
describe('the generated traffic', () => {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-bench-'));
  const options = { seed: 'test', calls: 1_000, failing: 0.5, subtle: true };
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ all: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, (path: string) => Counts]>([
    ['a log', (path) => writeLog(path, options, pino)],
    ['a log behind prefixes', (path) => writeLog(path, options, container)],
    ['a HAR', (path) => writeHar(path, 5_000_000)],
  ])('fails as it was meant to fail, in %s', async (_, write) => {
    const path = join(folder, 'traffic');
    const counts = write(path);
    const failures = await failuresIn(engine, path);
    expect(failures).toHaveLength(counts.failed);
    expect(failures.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(counts.unknown);
    expect(inMaps('', counts.symptoms, symptomsOf(failures))).toEqual([]);
  });

  it('is the same every time', () => {
    const [first, second] = ['first', 'second'].map((name) => {
      writeLog(join(folder, name), options, pino);
      return readFileSync(join(folder, name));
    });
    expect(first).toEqual(second);
  });
});
