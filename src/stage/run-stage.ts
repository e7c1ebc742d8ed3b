import { Threads } from '../threads.js';
import type { Answer, Stage, StageCounts, StageSetting } from './stage.js';
import type { Lines } from './whole-lines.js';

const WORKER = 'stage-worker';
/** Before so many bytes have come, threads would take longer to start than this one to answer. */
const WORTH_THREADS = 128 * 1024;
/** Less than this at once, and nothing before it unanswered: somebody waits for each answer. */
const TRICKLE = 32 * 1024;
/** Pieces for each thread that are read ahead. */
const AHEAD = 3;

export interface StageInput {
  readonly file: string;
  readonly lines: Lines;
}

export interface StageOutput {
  /** Takes the results of some lines, in the order of the lines. False when nobody wants more. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Called when no more input is needed. */
  enough(): void;
}

/**
 * Answers an input line by line while it arrives: each line as soon as nothing further is waiting, and what comes in
 * bulk in several threads. No more is read than the output takes.
 *
 * @param here answers in this thread; others open their own by the setting
 * @throws what `write` throws, or what broke a thread
 */
export async function runStage(
  input: AsyncIterable<StageInput>,
  here: Stage,
  setting: StageSetting,
  threadCount: number,
  output: StageOutput,
): Promise<StageCounts> {
  const inOrder = new InOrder(output);
  let threads: Threads<StageInput, Answer> | undefined;
  let bytes = 0;
  try {
    for await (const { file, lines } of input) {
      bytes += lines.length;
      const isBulk = inOrder.unwritten > 0 || (bytes > WORTH_THREADS && lines.length > TRICKLE);
      if (isBulk && threadCount > 1 && Threads.has(WORKER)) {
        threads ??= new Threads(WORKER, setting, threadCount);
        inOrder.add(threads.ask({ file, lines }, lines === 'too long' ? [] : [lines.buffer]));
        await inOrder.atMost(threadCount * AHEAD);
      } else {
        inOrder.add(here.answer(lines, file));
        await inOrder.atMost(0);
      }
    }
    await inOrder.atMost(0);
  } finally {
    await threads?.end();
  }
  return inOrder.counts;
}

/** Writes answers in the order of the questions, each as soon as those before it are written. */
class InOrder {
  readonly counts = { lines: 0, exchanges: 0, failed: 0, unexplained: 0, broken: 0 };
  #unwritten: Promise<void>[] = [];
  #last = Promise.resolve();
  /** What would be written behind a gap is left out. */
  #isOver = false;

  constructor(private readonly output: StageOutput) {}

  get unwritten(): number {
    return this.#unwritten.length;
  }

  add(answer: Promise<Answer>): void {
    const written = Promise.all([answer, this.#last]).then(([one]) => this.#write(one));
    this.#last = written;
    this.#unwritten.push(written);
    const settled = () => {
      this.#unwritten = this.#unwritten.filter((one) => one !== written);
    };
    // Whoever waits for it next is told of the failure; until then no more is read.
    written.then(settled, () => this.#end());
  }

  /** Waits until no more than so many answers are unwritten. */
  async atMost(count: number): Promise<void> {
    while (this.#unwritten.length > count) await this.#unwritten[0];
  }

  async #write({ bytes, counts, complete }: Answer): Promise<void> {
    if (this.#isOver) return;
    for (const name of Object.keys(counts) as (keyof StageCounts)[]) this.counts[name] += counts[name];
    if (!(await this.output.write(bytes)) || !complete) this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.output.enough();
  }
}
