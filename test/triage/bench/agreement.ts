import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Engine } from '../../../src/index.js';
import type { Goal } from '../../accuracy/goals.js';
import { type Counts, countsOf, differences, inMaps } from './counts.js';
import { writeHar } from './har.js';
import { loggers, pino } from './loggers.js';
import { triage } from './programs.js';
import { failuresIn, tallyOf, truthOf } from './truth.js';
import { writeLog } from './write-files.js';

/** Loggers that keep all that the counts are about. */
const WHOLE = new Set(['pino', 'container', 'exchanges']);

export interface Size {
  readonly lines: number;
  readonly harBytes: number;
}

/**
 * Triages traffic in every form, and holds each against the diagnosis of each exchange by itself; that which keeps
 * everything also against what was drawn.
 */
export async function agreement(engine: Engine, folder: string, size: Size): Promise<Goal[]> {
  const goals: Goal[] = [];
  const file = `${folder}/agreement`;
  const drawn = { calls: size.lines, failing: 0.5, subtle: true };
  for (const [name, logger] of Object.entries(loggers)) {
    const counts = writeLog(file, { seed: name, ...drawn }, logger);
    goals.push(await agrees(engine, name, file, WHOLE.has(name) ? counts : undefined));
  }
  goals.push(await agrees(engine, 'HAR', file, writeHar(file, size.harBytes)));
  const packed = `${folder}/packed`;
  const counts = writeLog(file, { seed: 'packed', ...drawn }, pino);
  await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(packed));
  const wrong = differences(counts, countsOf(triage(packed)));
  goals.push(goal('gzip', counts.exchanges, wrong));
  return goals;
}

/** One goal: nothing is counted in another way. */
async function agrees(engine: Engine, name: string, path: string, drawn: Counts | undefined): Promise<Goal> {
  const report = triage(path);
  const truth = truthOf(await failuresIn(engine, path));
  const wrong = [
    ...(drawn ? differences(drawn, countsOf(report)) : []),
    ...inMaps('', truth, tallyOf(report)),
  ];
  return goal(name, report.summary.exchanges, wrong);
}

function goal(name: string, exchanges: number, wrong: readonly string[]): Goal {
  if (wrong.length > 0) process.stderr.write(`${name}:\n${wrong.map((line) => `  ${line}\n`).join('')}`);
  return {
    what: `counts of ${exchanges} calls: ${name}`,
    limit: 'as drawn and diagnosed one by one',
    found: `${wrong.length} wrong`,
    met: wrong.length === 0,
  };
}
