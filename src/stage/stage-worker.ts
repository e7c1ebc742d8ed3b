import { parentPort, workerData } from 'node:worker_threads';
import { Stage, type StageSetting } from './stage.js';
import type { Lines } from './whole-lines.js';

/** What a thread is asked. It answers in the same order. */
export interface Question {
  readonly lines: Lines;
  readonly file: string;
}

/** One thread of a stage: answers the lines that it is sent. */
const stage = Stage.open(workerData as StageSetting);
let before: Promise<unknown> = stage;
parentPort?.on('message', ({ lines, file }: Question) => {
  before = before.then(async () => {
    const answer = await (await stage).answer(lines, file);
    parentPort?.postMessage(answer, [answer.bytes.buffer]);
  });
});
