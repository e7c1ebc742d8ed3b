import { parentPort, workerData } from 'node:worker_threads';
import { openExamination } from '../cli/capture/open-examination.js';
import { commands } from '../cli/commands.generated.js';
import capture from '../cli/commands/capture.js';
import { breakdown, complain } from '../cli/complain.js';
import { readConfig } from '../cli/config.js';
import { findConfig } from '../cli/find-config.js';
import { processIo } from '../cli/io.js';
import { UsageError } from '../cli/usage-error.js';
import { wantsColor } from '../cli/wants-color.js';
import { ALL, type FailedCall, type ThreadData } from './failed-call.js';
import { failedLeg } from './failed-leg.js';
import { Repeats } from './repeats.js';

// It writes itself: at the end of a program the thread of that no longer does.
const { done, terminal } = workerData as ThreadData;
const { stderr } = processIo;
const io = { ...processIo, stdout: { ...stderr, ...terminal, write: stderr.write } };

/** Gives what examines one call after the other. */
async function open(): Promise<(call: FailedCall) => Promise<void>> {
  const file = findConfig();
  const config = file === undefined ? undefined : await readConfig(file, commands);
  const { json: _, format: __, output: ___, ...options } = config?.complete(capture, {}) ?? {};
  const ask = await openExamination({
    options,
    live: true,
    color: wantsColor(undefined, io),
    width: terminal.columns ?? 100,
    stop: new Int32Array(1),
  });
  const { text, unusable } = await ask('begin');
  if (unusable !== undefined) throw new UsageError(unusable);
  await complain(io, text);
  const repeats = new Repeats();
  let number = 0;
  return async (call) => {
    const leg = failedLeg(call);
    const times = repeats.count(leg);
    if (times === 1) await stderr.write((await ask({ leg, number: ++number })).text);
    else if (/^10+$/.test(String(times)))
      await complain(
        io,
        `note: ${times} calls of ${leg.origin} have failed in the same way as one before.\n`,
      );
  };
}

function tell(count: number): void {
  Atomics.store(done, 0, count);
  Atomics.notify(done, 0);
  parentPort?.postMessage(count);
}

let isOver = false;

async function giveUp(error: unknown): Promise<void> {
  if (isOver) return;
  isOver = true;
  await complain(io, error instanceof UsageError ? `error: ${error.message}\n` : breakdown(error, false));
  tell(ALL);
}

let count = 0;
let last = open();
last.catch(giveUp);
parentPort?.on('message', (call: FailedCall) => {
  last = last.then(async (examine) => {
    await examine(call);
    tell(++count);
    return examine;
  });
  last.catch(giveUp);
});
