import type { TransferListItem } from 'node:worker_threads';
import { Threads } from '../../threads.js';
import type { Leg } from '../../wire/leg.js';
import { UsageError } from '../usage-error.js';
import { noCounts } from './counts.js';
import type { Examined, ExaminerSetting } from './examiner-setting.js';
import { bytesOf } from './kept-calls.js';
import { Notes, nameOf, whatBroke } from './notes.js';
import { type Answer, type ExaminationSetting, openExamination, type Question } from './open-examination.js';

export type { Examined, ExaminerOptions, ExaminerSetting } from './examiner-setting.js';

const WORKER = 'examiner-worker';
/** Bytes from which on a copy would take longer than a handing over. */
const LARGE = 64 * 1024;
/** What a call takes besides its bytes. */
const OVERHEAD = 1024;

/** Keeps, saves and diagnoses captured calls, without holding up who captures them. */
export interface Examiner {
  /** Takes a call, whose bytes are the examiner's from now on. Never throws, and loses none. */
  add(leg: Leg): void;
  /** How much waits to be examined. */
  readonly backlogBytes: number;
  /** Ends a search for a signing mistake: what was found so far is reported. */
  interrupt(): void;
  /** Examines what waits, then reports. Never throws. */
  finish(): Promise<Examined>;
}

type Ask = (question: Question, transfer: readonly TransferListItem[]) => Promise<Answer>;

/**
 * Opens what examines captured calls, in a thread of its own. The report comes at the end, and with `live` each failure
 * as it happens where the format allows it (text, Markdown, ndjson, the message to support). With `--output` the file gets the whole report at the end, and what is printed live is text.
 *
 * @param print takes what is to be read at once
 * @throws UsageError for options that do not fit, before anything is written
 */
export async function openExaminer(
  setting: ExaminerSetting,
  print: (text: string) => void,
): Promise<Examiner> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const threads = Threads.has(WORKER)
    ? new Threads<Question, Answer>(WORKER, { ...setting, stop } satisfies ExaminationSetting, 1)
    : undefined;
  const ask: Ask = threads
    ? (question, transfer) => threads.ask(question, transfer)
    : inOrder(await openExamination({ ...setting, stop }));
  const end = () => threads?.end();
  try {
    const { text, unusable } = await ask('begin', []);
    if (unusable !== undefined) throw new UsageError(unusable);
    if (text !== '') print(text);
  } catch (error) {
    await end();
    throw error;
  }
  return new AskedExaminer(ask, end, stop, print);
}

class AskedExaminer implements Examiner {
  backlogBytes = 0;
  #number = 0;
  #lost = 0;
  /** What broke beyond what the examination tells itself. */
  readonly #notes = new Notes();
  #latest: Examined = { summary: noCounts(), text: '', notes: [] };

  constructor(
    private readonly ask: Ask,
    private readonly end: () => Promise<void> | undefined,
    private readonly stop: Int32Array,
    private readonly print: (text: string) => void,
  ) {}

  add(leg: Leg): void {
    const number = ++this.#number;
    void this.#add(leg, number).catch((error: unknown) => {
      this.#lost++;
      this.#notes.add('', nameOf(number), ` could not be examined (${whatBroke(error)}).`);
    });
  }

  async #add(leg: Leg, number: number): Promise<void> {
    const bytes = bytesOf(leg) + OVERHEAD;
    this.backlogBytes += bytes;
    try {
      const sent = owned(leg.sent);
      const received = owned(leg.received);
      const { text, examined } = await this.ask({ leg: { ...leg, sent, received }, number }, [
        sent.buffer,
        received.buffer,
      ]);
      this.#latest = examined;
      if (text !== '') this.print(text);
    } finally {
      this.backlogBytes -= bytes;
    }
  }

  interrupt(): void {
    Atomics.store(this.stop, 0, 1);
  }

  async finish(): Promise<Examined> {
    let examined = this.#latest;
    try {
      ({ examined } = await this.ask('finish', []));
    } catch (error) {
      this.#notes.add('The report about all ', `up to ${this.#number}`, ` broke (${whatBroke(error)}).`);
    }
    await this.end();
    const { summary, notes } = examined;
    return {
      ...examined,
      summary: { ...summary, exchanges: summary.exchanges + this.#lost },
      notes: [...notes, ...this.#notes.sentences],
    };
  }
}

/** Bytes that nobody else holds. */
function owned(bytes: Buffer): Buffer<ArrayBuffer> {
  const isWhole = bytes.length >= LARGE && bytes.length === bytes.buffer.byteLength;
  if (isWhole && bytes.buffer instanceof ArrayBuffer) return bytes as Buffer<ArrayBuffer>;
  const copy = Buffer.from(new ArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** Answers one question after the other, as a thread does. */
function inOrder(answer: (question: Question) => Promise<Answer>): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const next = last.then(() => answer(question));
    last = next.catch(() => undefined);
    return next;
  };
}
