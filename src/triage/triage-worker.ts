import { type Engine, loadEngine } from '../causes/engine.js';
import type { Piece } from '../stream/piece.js';
import { answering } from '../threads.js';
import { Counter, type LineLeft } from './counter.js';
import type { TriageSetting } from './setting.js';
import { Summary } from './summary.js';
import { EntryCounter, type EntryLeft } from './entry-counter.js';
import type { LeftOver } from './left-over.js';
import { type Answer, bytesOf, type Question } from './triage.js';
import { Triager } from './triager.js';

/**
 * One thread of a triage. It counts the records of which it was told what they mean, and leaves over the others: so it
 * needs no rules. Only where one thread could not read all that is left over it opens an engine of its own.
 */
answering<TriageSetting, Question, Answer>(
  async (setting) => {
    const summary = new Summary();
    const counter = new Counter(summary, setting);
    let triager: Triager | undefined;
    return async ({ piece, news, latestUnknown, isAlone }) => {
      if (news) counter.learn(news);
      if (!piece) return news ? {} : { sum: ((await triager?.finish()) ?? summary).toReport() };
      summary.latestUnknown = Math.min(summary.latestUnknown, latestUnknown ?? Number.POSITIVE_INFINITY);
      if (isAlone) {
        triager ??= new Triager(await open(setting), summary, setting);
        return { counted: await triager.take(piece), ...bytesOf(piece) };
      }
      const before = summary.counts.records;
      const left = leftOver(piece, counter);
      return {
        counted: { unknown: [], read: 0, records: summary.counts.records - before },
        left,
        ...bytesOf(piece),
      };
    };
  },
  ({ bytes }) => (bytes ? [bytes.buffer] : []),
);

/** Nobody knows what comes: all packs. */
function open({ rules, hosts }: TriageSetting): Promise<Engine> {
  return loadEngine({ rules, ...(hosts && { hosts }), all: true });
}

function leftOver(piece: Piece, counter: Counter): LeftOver {
  if (piece.is === 'entries') {
    const entries: EntryLeft[] = [];
    new EntryCounter(counter).take(piece, (entry) => entries.push(entry));
    return { piece, entries };
  }
  const lines: LineLeft[] = [];
  counter.take(piece, (line) => lines.push(line));
  const bytes = new Uint8Array(lines.reduce((sum, { start, end }) => sum + end - start, 0));
  let size = 0;
  const moved = lines.map((line) => {
    const start = size;
    bytes.set(piece.bytes.subarray(line.start, line.end), start);
    size += line.end - line.start;
    return { ...line, start, end: size, offset: piece.offset + line.start };
  });
  return { bytes, lines: moved };
}
