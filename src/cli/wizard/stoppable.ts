import type { Io } from '../io.js';

/** Waits for a person, until another program asks this one to end; then the signal given to `wait` is aborted. */
export async function stoppable<T>(
  onInterrupt: Io['onInterrupt'],
  wait: (stop: AbortController) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let stopListening = () => {};
  const listen = () => {
    // Again at once: inquirer lets the process end, without clearing the screen, where nobody listens any more.
    stopListening = onInterrupt(listen);
    stop.abort();
  };
  stopListening = onInterrupt(listen);
  try {
    return await wait(stop);
  } finally {
    stopListening();
  }
}
