import { closeSync, openSync, writeSync } from 'node:fs';
import { Counts } from './counts.js';
import type { Logger } from './loggers.js';
import { type TrafficOptions, traffic } from './traffic.js';

const AT_ONCE = 1 << 20;

/** Writes a log of the traffic; what a triage of it has to count. */
export function writeLog(path: string, options: TrafficOptions, logger: Logger): Counts {
  const counts = new Counts();
  writePieces(path, function* () {
    for (const call of traffic(options)) {
      counts.add(call);
      yield `${logger(call)}\n`;
    }
  });
  return counts;
}

/** Writes texts as they come, many at once. */
export function writePieces(path: string, pieces: () => Iterable<string>): void {
  const file = openSync(path, 'w');
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces()) {
    waiting.push(piece);
    length += piece.length;
    if (length < AT_ONCE) continue;
    writeSync(file, waiting.join(''));
    waiting = [];
    length = 0;
  }
  writeSync(file, waiting.join(''));
  closeSync(file);
}
