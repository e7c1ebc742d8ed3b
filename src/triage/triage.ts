import type { Engine } from '../causes/engine.js';
import type { TriageReport, UnknownOutcome } from '../report/triage-report.js';
import type { Piece } from '../stream/piece.js';
import { Threads } from '../threads.js';
import type { News } from './counter.js';
import type { LeftOver } from './left-over.js';
import type { TriageSetting } from './setting.js';
import { Summary } from './summary.js';
import { type Counted, Triager } from './triager.js';

/** What a thread is asked: to count a piece, to take over what others learnt, or, with neither, for the sum. */
export interface Question {
  readonly piece?: Piece;
  /** Later writes of unknown outcome need not be told. */
  readonly latestUnknown?: number;
  /** Whether it reads by itself what it does not know. */
  readonly isAlone?: boolean;
  readonly news?: News;
}

export interface Answer {
  readonly counted?: Counted;
  readonly left?: LeftOver;
  readonly sum?: TriageReport;
  /** The bytes of the piece, which are not needed any more when what is left is taken. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

export interface Listener {
  /** Told of every write of unknown outcome, in the order of the input. */
  unknown(requests: readonly UnknownOutcome[]): void;
  /** Told of each piece that is done. */
  done(piece: Pick<Piece, 'consumed' | 'size'>, records: number): void;
}

const WORKER = 'triage-worker';
/** Pieces for each thread that are read ahead. */
const AHEAD = 5;
/** A smaller input is counted before a thread has started. */
const WORTH_THREADS = 4 * 1024 * 1024;
/** So many lines show whether most are of a kind that is soon known. */
const TRIED = 20_000;
/** Where one line of so many has to be read, one thread alone cannot read them all in time. */
const FEW = 50;

/** What is counted, and with what. */
export interface Means {
  readonly pieces: AsyncIterable<Piece>;
  /** Takes the buffers of pieces that are counted. */
  readonly spare: ArrayBuffer[];
  /** Of this thread, with all packs loaded; others open their own by the setting. */
  readonly engine: Engine;
  readonly threadCount: number;
}

/**
 * Counts what the pieces hold, in several threads where there is more than one piece. This thread alone reads and learns,
 * and the others count what is known, as long as that is most of it. The result depends neither on the number of threads
 * nor on how the input was cut.
 */
export async function triage(
  { pieces, spare, engine, threadCount }: Means,
  setting: TriageSetting,
  listener: Listener,
): Promise<Summary> {
  const here = new Triager(engine, new Summary(), setting);
  const others = Threads.has(WORKER) ? threadCount - 1 : 0;
  let threads: Threads<Question, Answer> | undefined;
  let isFirst = true;
  let underWay = 0;
  let told = Promise.resolve();
  const share = new Share();
  /** In the order of the pieces, whoever is ready first. */
  const tell = ({ file, consumed, size }: Piece, answer: Promise<Answer>, isAsked: boolean) => {
    told = told.then(async () => {
      const { counted, left, bytes } = await answer;
      const own = left && (await here.takeLeft(left, file));
      if (bytes) spare.push(bytes.buffer);
      if (own) share.add(counted?.records ?? 0, own.read);
      listener.unknown([...(counted?.unknown ?? []), ...(own?.unknown ?? [])]);
      listener.done({ consumed, size }, (counted?.records ?? 0) + (own?.records ?? 0));
      // What is left of a piece holds memory until it is taken.
      if (isAsked) underWay--;
    });
    // An error is thrown where this is waited for.
    told.catch(() => {});
  };
  try {
    for await (const piece of readAhead(pieces)) {
      const isWorth = (piece.size ?? 4 * piece.consumed) > WORTH_THREADS;
      // This thread counts, too, and the first lines are for it to learn from.
      if (isFirst || !isWorth || underWay >= others * AHEAD)
        tell(
          piece,
          here.take(piece).then((counted) => ({ counted, ...bytesOf(piece) })),
          false,
        );
      else {
        threads ??= new Threads(WORKER, setting, others);
        const news = here.news();
        if (Object.values(news).some(({ length }) => length > 0)) threads.askAll({ news }).catch(() => {});
        underWay++;
        const isAlone = piece.is === 'whole' || share.isLarge;
        const question = { piece, isAlone, latestUnknown: here.summary.latestUnknown };
        tell(piece, threads.ask(question, [piece.bytes.buffer]), true);
      }
      isFirst = false;
    }
    await told;
    for (const { sum } of (await threads?.askAll({})) ?? []) if (sum) here.summary.merge(sum);
    await here.finish();
  } finally {
    await threads?.end();
  }
  return here.summary;
}

/** Of a document something may still be waiting to be told. */
export function bytesOf({ is, bytes }: Piece): Pick<Answer, 'bytes'> {
  return is === 'whole' ? {} : { bytes };
}

/** How many of the lines that others looked at were left over and had to be read, in the latest so many. */
class Share {
  isLarge = false;
  #isFirst = true;
  #looked = 0;
  #read = 0;

  add(looked: number, read: number): void {
    this.#looked += looked;
    this.#read += read;
    if (this.#looked < TRIED) return;
    // Of the first lines nothing is known yet.
    this.isLarge = !this.#isFirst && this.#read * FEW > this.#looked;
    this.#isFirst = false;
    this.#looked = 0;
    this.#read = 0;
  }
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
