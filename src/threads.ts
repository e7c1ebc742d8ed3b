import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, type TransferListItem, Worker, workerData } from 'node:worker_threads';

/** Built workers lie beside the bundle; code that runs from its sources has none and uses one thread. */
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

interface Thread<Answer> {
  readonly worker: Worker;
  /** What ended it. */
  broken?: Error;
  /** Who waits for its answers, in the order of the questions. */
  readonly waiting: { resolve(answer: Answer): void; reject(error: Error): void }[];
}

/** Threads of one kind that answer questions, each thread one after the other. */
export class Threads<Question, Answer> {
  readonly #threads: readonly Thread<Answer>[];

  /**
   * @param name of the built worker: `triage-worker`
   * @param data what each thread is told at its start
   */
  constructor(name: string, data: unknown, count: number) {
    this.#threads = Array.from({ length: count }, () => begin<Answer>(fileOf(name), data));
  }

  /** Whether this build has a worker of this name. */
  static has(name: string): boolean {
    return existsSync(fileOf(name));
  }

  /** Asks the thread that has least to do. What is transferred is gone here afterwards. */
  ask(question: Question, transfer: readonly TransferListItem[] = []): Promise<Answer> {
    const thread = this.#threads.reduce((free, one) =>
      one.waiting.length < free.waiting.length ? one : free,
    );
    return askOf(thread, question, transfer);
  }

  /** Asks every thread the same. */
  askAll(question: Question): Promise<Answer[]> {
    return Promise.all(this.#threads.map((thread) => askOf(thread, question, [])));
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}

/**
 * Makes this file a worker: `open` gets what the threads were told at their start, and gives what answers.
 *
 * @param transfer what of an answer is handed over, and gone here afterwards
 */
export function answering<Data, Question, Answer>(
  open: (data: Data) => Promise<(question: Question) => Promise<Answer>>,
  transfer: (answer: Answer) => TransferListItem[] = () => [],
): void {
  let ready = open(workerData as Data);
  parentPort?.on('message', (question: Question) => {
    // One question after the other, in the order in which they came.
    ready = ready.then(async (answer) => {
      const given = await answer(question);
      parentPort?.postMessage(given, transfer(given));
      return answer;
    });
  });
}

function fileOf(name: string): string {
  return join(FOLDER, `${name}.cjs`);
}

function begin<Answer>(file: string, workerData: unknown): Thread<Answer> {
  const worker = new Worker(file, {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const waiting: Thread<Answer>['waiting'] = [];
  const thread: Thread<Answer> = { worker, waiting };
  worker.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  worker.on('error', (error) => {
    thread.broken = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return thread;
}

/** What a record leaves behind lives no longer than the record: a small nursery is collected often, and is enough. */
const YOUNG_MEGABYTES = 8;

function askOf<Answer>(
  { worker, waiting, broken }: Thread<Answer>,
  question: unknown,
  transfer: readonly TransferListItem[],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (broken) throw broken;
    // What cannot be sent throws, and is not waited for.
    worker.postMessage(question, transfer);
    waiting.push({ resolve, reject });
  });
}
