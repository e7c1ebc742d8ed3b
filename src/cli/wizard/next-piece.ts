import type { ReadStream } from 'node:tty';

/**
 * What the terminal sends next, and nothing beyond it: the rest waits for whoever asks next. Undefined when the input
 * has ended or the wait was stopped.
 */
export function nextPiece(input: ReadStream, stop: AbortSignal): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const settle = (piece?: Buffer) => {
      input.pause().off('data', settle).off('end', onEnd);
      stop.removeEventListener('abort', onEnd);
      resolve(piece);
    };
    const onEnd = () => settle();
    if (stop.aborted) return resolve(undefined);
    stop.addEventListener('abort', onEnd);
    input.on('data', settle).on('end', onEnd).resume();
  });
}
