import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/index.js';
import type { Piece } from '../../src/stream/piece.js';
import { Summary } from '../../src/triage/summary.js';
import { Triager } from '../../src/triage/triager.js';
import { allPacks, countLines, mergeParts } from '../support/count-lines.js';
import { countsOf, differences } from './bench/counts.js';
import { container, type Logger, pino } from './bench/loggers.js';
import { failuresIn, tallyOf, truthOf } from './bench/truth.js';
import { writeLog } from './bench/write-files.js';

const folder = mkdtempSync(join(tmpdir(), 'errdoctor-triage-'));
let engine: Engine;
beforeAll(async () => {
  engine = await allPacks();
});
afterAll(() => rmSync(folder, { recursive: true }));

function log(logger: Logger, calls: number) {
  const path = join(folder, 'log');
  const counts = writeLog(path, { seed: `triage of ${calls}`, calls, failing: 0.5 }, logger);
  return { path, counts, lines: readFileSync(path, 'utf8').trimEnd().split('\n') };
}

describe.each<[string, Logger]>([
  ['a log', pino],
  ['a log behind prefixes', container],
])('triage of %s', (_, logger) => {
  it('counts what diagnosing each call by itself finds', async () => {
    const { path, counts, lines } = log(logger, 1_200);
    const report = await countLines(engine, lines);
    expect(differences(counts, countsOf(report))).toEqual([]);
    expect(tallyOf(report)).toEqual(truthOf(await failuresIn(engine, path)));
  });

  it('is the same however the lines are cut, and whatever was learnt of the lines before', async () => {
    const { lines } = log(logger, 400);
    const whole = await countLines(engine, lines);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(lines.length), { maxLength: 12 }), async (cuts) => {
        const edges = [0, ...cuts.sort((one, other) => one - other), lines.length];
        const parts = await Promise.all(
          edges.slice(1).map((end, index) => {
            const start = edges[index] as number;
            const before = Buffer.byteLength(
              lines
                .slice(0, start)
                .map((line) => `${line}\n`)
                .join(''),
            );
            return countLines(engine, lines.slice(start, end), start + 1, before);
          }),
        );
        const middle = Math.floor(parts.length / 2);
        const halves = [mergeParts(parts.slice(middle)), mergeParts(parts.slice(0, middle))];
        expect(mergeParts(halves)).toEqual(whole);
      }),
      { numRuns: 3 },
    );
  });
});

it('names the first of equal records, in whatever order threads come to them', async () => {
  const { lines } = log(pino, 40);
  const again = [...lines, ...lines.toReversed(), ...lines];
  const whole = await countLines(engine, again);
  const triager = new Triager(engine, new Summary(), { rules: [] });
  let [line, offset] = [1, 0];
  const pieces = [again.slice(0, 50), again.slice(50, 90), again.slice(90)].map((part): Piece => {
    const bytes = new Uint8Array(Buffer.from(part.map((text) => `${text}\n`).join('')));
    const piece: Piece = { file: 'log', is: 'lines', bytes, line, offset, consumed: 0, size: 0 };
    line += part.length;
    offset += bytes.length;
    return piece;
  });
  for (const piece of pieces.toReversed()) await triager.take(piece);
  const { groups } = (await triager.finish()).toReport();
  expect(groups).toEqual(whole.groups);
  expect(groups.some(({ samples }) => samples.some((one) => one.source.line > 40))).toBe(false);
  const [first = [], second = []] = [again.slice(0, 50), again.slice(50)];
  const parts = [await countLines(engine, second, 51, pieces[1]?.offset), await countLines(engine, first)];
  expect(mergeParts(parts).groups).toEqual(whole.groups);
});

it('learns from lines outside of the time that is asked for, and does not read them all', async () => {
  const { counts, lines } = log(pino, 400);
  const bytes = new Uint8Array(Buffer.from(Array(10).fill(lines).flat().join('\n')));
  const since = Date.parse('2100-01-01T00:00:00Z');
  const triager = new Triager(engine, new Summary(), { rules: [], since });
  const piece: Piece = { file: 'log', is: 'lines', bytes, line: 1, offset: 0, consumed: 0, size: 0 };
  const { records, read } = await triager.take(piece);
  const { summary, groups } = (await triager.finish()).toReport();
  expect({ ...summary, groups }).toMatchObject({ exchanges: 0, outside: 10 * counts.exchanges, groups: [] });
  expect(records).toBe(4_000);
  expect(read).toBeLessThan(1_000);
});
