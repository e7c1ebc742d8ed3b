import type { TriageReport, UnknownOutcome } from '../report/triage-report.js';
import type { Piece } from '../stream/piece.js';
import { Threads } from '../threads.js';
import { engineFor, type TriageSetting } from './setting.js';
import { Summary } from './summary.js';
import { Triager } from './triager.js';

export type Question = Piece | 'sum';

export interface Answer {
  readonly sum?: TriageReport;
  /** Writes of unknown outcome, in the order of the piece. */
  readonly unknown: readonly UnknownOutcome[];
  readonly records: number;
}

export interface Listener {
  /** Told of every write of unknown outcome, in the order of the input. */
  unknown(requests: readonly UnknownOutcome[]): void;
  /** Told of each piece that is done. */
  done(piece: Pick<Piece, 'consumed' | 'size'>, records: number): void;
}

const WORKER = 'triage-worker';
/** Pieces for each thread that are read ahead. */
const AHEAD = 2;

/**
 * Counts what the pieces hold, in several threads where there is more than one piece. The result depends neither on
 * the number of threads nor on how the input was cut.
 */
export async function triage(
  pieces: AsyncIterable<Piece>,
  setting: TriageSetting,
  threadCount: number,
  listener: Listener,
): Promise<Summary> {
  const here = new Triager(await engineFor(setting), new Summary(), setting);
  let threads: Threads<Question, Answer> | undefined;
  const waiting: { readonly piece: Pick<Piece, 'consumed' | 'size'>; readonly answer: Promise<Answer> }[] =
    [];
  const settle = async (least: number) => {
    while (waiting.length > least) {
      const { piece, answer } = waiting.shift() as (typeof waiting)[number];
      const { unknown, records } = await answer;
      listener.unknown(unknown);
      listener.done(piece, records);
    }
  };
  try {
    let isFirst = true;
    for await (const piece of pieces) {
      // Most inputs are one piece, and done before a thread has started.
      if (isFirst || threadCount < 2 || !Threads.has(WORKER)) {
        const before = here.summary.counts.records;
        listener.unknown(await here.take(piece));
        listener.done(piece, here.summary.counts.records - before);
        isFirst = false;
        continue;
      }
      threads ??= new Threads(WORKER, setting, threadCount);
      const { consumed, size } = piece;
      const answer = threads.ask(piece, [piece.bytes.buffer]);
      // An error is told where the answer is waited for.
      answer.catch(() => {});
      waiting.push({ piece: { consumed, size }, answer });
      await settle(threadCount * AHEAD);
    }
    await settle(0);
    for (const { sum } of (await threads?.askAll('sum')) ?? []) if (sum) here.summary.merge(sum);
  } finally {
    await threads?.end();
  }
  return here.summary;
}
