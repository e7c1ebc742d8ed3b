import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Goal } from '../../accuracy/goals.js';
import { interleaved } from '../../bench/measure.js';
import { writeHar } from './har.js';
import { container, pino } from './loggers.js';
import { analyze, hasJq, jq, parseLines, parseWhole, peakOf, rightly } from './programs.js';
import { writeLog } from './write-files.js';

const LINES = 1_000_000;
const ROUNDS = 3;
const MB = 1_000_000;

/** The goals of speed and memory, each as a ratio measured in one run. Everything that is triaged must be counted right. */
export async function* speed(folder: string): AsyncGenerator<Goal> {
  yield* allFailing(`${folder}/all.ndjson`);
  yield* someFailing(`${folder}/some.ndjson`);
  yield* otherForms(folder);
  yield analyzed(`${folder}/analyzed.ndjson`);
  yield* memory(folder);
  yield* har(`${folder}/session.har`);
}

function* allFailing(path: string): Generator<Goal> {
  const counts = writeLog(path, { seed: 'all', calls: LINES, failing: 1 }, pino);
  const times = interleaved(ROUNDS, {
    parse: parseLines(path),
    one: rightly(counts, path, { threads: 1 }),
    all: rightly(counts, path),
    ...(hasJq() && { jq: jq(path) }),
  });
  rmSync(path);
  const { parse = 0, one = 0, all = 0 } = times;
  yield atLeast('triage, all failing, one thread', parse / one, 0.65, 'x parse');
  yield atLeast('triage, all failing, all cores', parse / all, 1.2, 'x parse');
  yield against(times.jq, all, 'all failing', 4);
}

function* someFailing(path: string): Generator<Goal> {
  const counts = writeLog(path, { seed: 'some', calls: LINES, failing: 0.03 }, pino);
  const times = interleaved(ROUNDS, {
    parse: parseLines(path),
    all: rightly(counts, path),
    ...(hasJq() && { jq: jq(path) }),
  });
  rmSync(path);
  const { parse = 0, all = 0 } = times;
  yield atLeast('triage, 3 % failing, all cores', parse / all, 2.5, 'x parse');
  yield against(times.jq, all, '3 % failing', 8);
}

/** No goal is set for these but to be right. */
async function* otherForms(folder: string): AsyncGenerator<Goal> {
  const path = `${folder}/lines`;
  const packed = `${folder}/lines.gz`;
  const drawn = { calls: LINES / 10, failing: 1 };
  const plain = writeLog(path, { seed: 'plain', ...drawn }, pino);
  await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(packed));
  const dated = `${folder}/dated`;
  const subtle = writeLog(dated, { seed: 'dated', subtle: true, ...drawn }, pino);
  const prefixed = `${folder}/prefixed`;
  const behind = writeLog(prefixed, { seed: 'prefixed', ...drawn }, container);
  const times = interleaved(ROUNDS, {
    parse: parseLines(path),
    packed: rightly(plain, packed),
    prefixed: rightly(behind, prefixed),
    dated: rightly(subtle, dated),
  });
  for (const file of [path, packed, prefixed, dated]) rmSync(file);
  const { parse = 0 } = times;
  yield told('triage, gzip, all failing, all cores', parse / (times.packed ?? 0));
  yield told('triage, times decide in 2 of 10 lines, all cores', parse / (times.dated ?? 0));
  yield told('triage, behind prefixes, all failing, all cores', parse / (times.prefixed ?? 0));
}

function analyzed(path: string): Goal {
  writeLog(path, { seed: 'analyzed', calls: LINES, failing: 1 }, pino);
  const { parse = 0, one = 0 } = interleaved(ROUNDS, { parse: parseLines(path), one: analyze(path) });
  rmSync(path);
  return atLeast('analyze --id-field, all failing, one thread', parse / one, 0.15, 'x parse');
}

function* memory(folder: string): Generator<Goal> {
  const path = `${folder}/memory.ndjson`;
  const peaks = [10 * MB, 1_000 * MB].map((bytes) => {
    const calls = Math.round(bytes / 579);
    const counts = writeLog(path, { seed: 'memory', calls, failing: 1 }, pino);
    const peak = Math.max(...[1, 2, 3].map(() => peakOf(path, counts, `${folder}/peak`)));
    rmSync(path);
    return peak;
  });
  const [small = 0, large = 0] = peaks;
  yield atMost('memory, 10 MB', small, 120, 'MB');
  yield atMost('memory, 1 GB', large, 120, 'MB');
  yield atMost('memory, 1 GB against 10 MB', large - small, 15, 'MB more');
}

function* har(path: string): Generator<Goal> {
  const counts = writeHar(path, 300 * MB);
  const { parse = 0, all = 0 } = interleaved(ROUNDS, { parse: parseWhole(path), all: rightly(counts, path) });
  yield atLeast('HAR of 300 MB, all cores', parse / all, 2, 'x JSON.parse of the file');
  yield atMost('memory, HAR of 300 MB', peakOf(path, counts, `${path}.peak`), 120, 'MB');
  const large = writeHar(path, 540 * MB);
  rightly(large, path)();
  const size = `${(statSync(path).size / MB).toFixed(0)} MB`;
  rmSync(path);
  yield { what: 'HAR larger than a text can be', limit: 'works', found: size, met: true };
}

function against(other: number | undefined, own: number, what: string, goal: number): Goal {
  const named = `against jq -c .response.status, ${what}`;
  if (other === undefined)
    return { what: named, limit: `>= ${goal}`, found: 'not measured: no jq', met: true };
  return atLeast(named, other / own, goal, 'times');
}

function atLeast(what: string, found: number, goal: number, unit: string): Goal {
  return { what, limit: `>= ${goal}`, found: `${found.toFixed(2)} ${unit}`, met: found >= goal };
}

function atMost(what: string, found: number, goal: number, unit: string): Goal {
  return { what, limit: `<= ${goal}`, found: `${found.toFixed(1)} ${unit}`, met: found <= goal };
}

function told(what: string, found: number): Goal {
  return { what, limit: 'right', found: `${found.toFixed(2)} x parse`, met: true };
}
