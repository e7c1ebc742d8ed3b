import type { SigningOptions } from '../signing/given.js';
import type { Io } from './io.js';

/** Runs what may search for a signing mistake. Ctrl-C ends the search, not the program: what was found is reported. */
export async function stoppedSearch<Result>(
  signing: SigningOptions,
  { onInterrupt }: Pick<Io, 'onInterrupt'>,
  run: (signing: SigningOptions) => Promise<Result>,
): Promise<Result> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const stopListening = onInterrupt(() => Atomics.store(stop, 0, 1));
  try {
    return await run({ ...signing, stop });
  } finally {
    stopListening();
  }
}
