import { parentPort } from 'node:worker_threads';
import { tryFixedList } from './fixed-list.js';

/** A thread that takes its share of the fixed list whenever it is told to. */
parentPort?.on('message', ({ levels, number, of }: { levels: number; number: number; of: number }) => {
  parentPort?.postMessage(tryFixedList(levels, number, of));
});
