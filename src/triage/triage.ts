import type { Engine } from '../causes/engine.js';
import type { TriageReport, UnknownOutcome } from '../report/triage-report.js';
import type { Piece } from '../stream/piece.js';
import { Threads } from '../threads.js';
import type { TriageSetting } from './setting.js';
import { Summary } from './summary.js';
import { type Counted, countPiece, Triager } from './triager.js';

export type Question = Piece | 'sum';

export interface Answer extends Counted {
  readonly sum?: TriageReport;
}

export interface Listener {
  /** Told of every write of unknown outcome, in the order of the input. */
  unknown(requests: readonly UnknownOutcome[]): void;
  /** Told of each piece that is done. */
  done(piece: Pick<Piece, 'consumed' | 'size'>, records: number): void;
}

const WORKER = 'triage-worker';
/** Pieces for each thread that are read ahead. */
const AHEAD = 3;

/**
 * Counts what the pieces hold, in several threads where there is more than one piece. The result depends neither on
 * the number of threads nor on how the input was cut.
 *
 * @param engine of this thread, with all packs loaded; others open their own by the setting
 */
export async function triage(
  pieces: AsyncIterable<Piece>,
  engine: Engine,
  setting: TriageSetting,
  threadCount: number,
  listener: Listener,
): Promise<Summary> {
  const here = new Triager(engine, new Summary(), setting);
  const others = Threads.has(WORKER) ? threadCount - 1 : 0;
  let threads: Threads<Question, Answer> | undefined;
  let isFirst = true;
  let underWay = 0;
  let told = Promise.resolve();
  /** In the order of the pieces, whoever is ready first. */
  const tell = ({ consumed, size }: Piece, answer: Promise<Answer>) => {
    told = told.then(async () => {
      const { unknown, records } = await answer;
      listener.unknown(unknown);
      listener.done({ consumed, size }, records);
    });
    // An error is thrown where this is waited for.
    told.catch(() => {});
  };
  try {
    for await (const piece of readAhead(pieces)) {
      // Most inputs are one piece, and done before a thread has started. And this thread counts, too.
      if (isFirst || underWay >= others * AHEAD) tell(piece, Promise.resolve(await countPiece(here, piece)));
      else {
        threads ??= new Threads(WORKER, setting, others);
        underWay++;
        const answer = threads.ask(piece, [piece.bytes.buffer]).finally(() => underWay--);
        tell(piece, answer);
      }
      isFirst = false;
    }
    await told;
    await here.finish();
    for (const { sum } of (await threads?.askAll('sum')) ?? []) if (sum) here.summary.merge(sum);
  } finally {
    await threads?.end();
  }
  return here.summary;
}

/** Begins to read the next piece before the one at hand is counted. */
async function* readAhead(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const reader = pieces[Symbol.asyncIterator]();
  try {
    for (let next = reader.next(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = reader.next();
      // An error is thrown where it is waited for.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await reader.return?.();
  }
}
