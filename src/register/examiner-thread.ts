import { fileURLToPath } from 'node:url';
import { isatty } from 'node:tty';
import { Worker } from 'node:worker_threads';
import { ALL, type FailedCall, type ThreadData } from './failed-call.js';
import { giveUp, note } from './guarded.js';

const FILE = fileURLToPath(new URL('register-worker.cjs', import.meta.url));

/** What waits to be examined; what comes on top of that is only counted. */
const BACKLOG_BYTES = 32 * 2 ** 20;

/** Milliseconds that the end of the program waits for what is still examined. */
const LONGEST_WAIT = 2000;

const done = new Int32Array(new SharedArrayBuffer(4));
let worker: Worker | undefined;
let asked = 0;
let leftOut = 0;
/** Sizes of what waits, in its order, and their sum. */
const waiting: number[] = [];
let backlog = 0;

/** Has a call examined in a thread of its own, which begins with the first one and keeps no program alive once it is done. */
export function examine(call: FailedCall): void {
  if (Atomics.load(done, 0) === ALL) return;
  const bytes = call.leg.sent.length + call.leg.received.length + 1024;
  if (backlog + bytes > BACKLOG_BYTES) {
    leftOut++;
    return;
  }
  worker ??= begin();
  asked++;
  waiting.push(bytes);
  backlog += bytes;
  worker.ref();
  worker.postMessage(call);
}

/** At the end of the program, when nothing is awaited any more: what is being examined still gets its time. */
export function finish(): void {
  const end = Date.now() + LONGEST_WAIT;
  let seen = Atomics.load(done, 0);
  while (worker && asked > seen && Date.now() < end) {
    Atomics.wait(done, 0, seen, end - Date.now());
    seen = Atomics.load(done, 0);
  }
  if (worker) leftOut += Math.max(0, asked - seen);
  if (leftOut > 0) note(`${leftOut} more failed calls were not diagnosed`);
}

function begin(): Worker {
  // Options of the program are not meant for this thread, --import of this very file least of all.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const thread = new Worker(FILE, {
    workerData: { done, terminal: terminal() } satisfies ThreadData,
    env,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  thread.unref();
  thread.on('message', (count: number) => {
    backlog -= waiting.shift() ?? 0;
    if (count === ALL || waiting.length === 0) thread.unref();
  });
  thread.on('error', (error) => {
    // Nothing is waited for any more.
    worker = undefined;
    giveUp(error);
  });
  return thread;
}

/** Only of a terminal is the stream asked, because asking opens it. */
function terminal(): ThreadData['terminal'] {
  const isTTY = isatty(2);
  return { isTTY, columns: isTTY ? process.stderr.columns : undefined };
}
