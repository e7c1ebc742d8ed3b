import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answer, StageSetting } from './stage.js';
import type { Question } from './stage-worker.js';
import type { Lines } from './whole-lines.js';

/** The built worker lies beside the bundle; code that runs from its sources has none and uses one thread. */
const WORKER = fileURLToPath(new URL('./stage-worker.cjs', import.meta.url));

/** Young objects beyond this are collected; what a line leaves behind lives no longer than the line. */
const YOUNG_MEGABYTES = 8;

interface Thread {
  readonly worker: Worker;
  /** Who waits for its answers, in the order of the questions. */
  readonly waiting: {
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: Error) => void;
  }[];
}

/** Threads that answer pieces of an input, each by itself: the answers come in any order. */
export class StageThreads {
  readonly #threads: Thread[];

  constructor(
    setting: StageSetting,
    readonly count: number,
  ) {
    this.#threads = Array.from({ length: count }, () => begin(setting));
  }

  /** Whether code of this build can run in threads. */
  static get areThere(): boolean {
    return existsSync(WORKER);
  }

  /** The bytes of the lines are gone afterwards: the thread has them. */
  answer(lines: Lines, file: string): Promise<Answer> {
    const { worker, waiting } = this.#threads.reduce((free, one) =>
      one.waiting.length < free.waiting.length ? one : free,
    );
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      const question: Question = { lines, file };
      worker.postMessage(question, lines === 'too long' ? [] : [lines.buffer]);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}

function begin(setting: StageSetting): Thread {
  const worker = new Worker(WORKER, {
    workerData: setting,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const waiting: Thread['waiting'] = [];
  worker.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return { worker, waiting };
}
