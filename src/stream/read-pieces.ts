import type { Readable } from 'node:stream';
import { whyUnreadable } from '../input/why-unreadable.js';
import { listFiles } from './list-files.js';
import type { Piece, StreamProblem } from './piece.js';
import { pieces } from './pieces.js';
import { openSource } from './source.js';

export interface StreamOptions {
  /** What the name `-` stands for. */
  readonly standardInput: Readable;
  /** Told of what could not be read; nothing of it stops the rest. */
  readonly problem: (problem: StreamProblem) => void;
  /** Ends the input where it is: what was read until then is still given. */
  readonly stop?: AbortSignal | undefined;
  /** About so many bytes are in a piece. */
  readonly bytes?: number;
  /** Where whoever is done with a piece lays its buffer, to be used again: so memory is asked for once. */
  readonly spare?: ArrayBuffer[];
}

/**
 * Cuts inputs of any size, one after the other, into pieces that can be read by themselves, in constant memory. A folder
 * stands for all files in it.
 */
export async function* readPieces(names: readonly string[], options: StreamOptions): AsyncGenerator<Piece> {
  const { problem, stop } = options;
  const failed = (file: string, error: NodeJS.ErrnoException) =>
    problem({ says: whyUnreadable(file, error), file, line: 1 });
  const files = await listFiles(names, failed);
  const sizes = files.map(({ size }) => size);
  const size = sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, one = 0) => sum + one, 0);
  let before = 0;
  for (const { name: file } of files) {
    if (stop?.aborted) return;
    const stream = file === '-' ? options.standardInput : undefined;
    const source = await openSource(file, stream, stop).catch((error) => failed(file, error));
    if (!source) continue;
    try {
      const told = (says: string, line: number) => {
        // An input that was stopped ends anywhere.
        if (!stop?.aborted) problem({ says, file, line });
      };
      for await (const piece of pieces(source, told, options))
        yield { ...piece, file, consumed: before + source.consumed(), size };
    } finally {
      before += source.consumed();
      await source.close();
    }
  }
}
