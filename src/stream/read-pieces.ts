import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { whyUnreadable } from '../input/why-unreadable.js';
import type { Piece, StreamProblem } from './piece.js';
import { pieces } from './pieces.js';
import { openSource, type Source } from './source.js';

export interface StreamOptions {
  /** What the name `-` stands for. */
  readonly standardInput: Readable;
  /** Told of what could not be read; nothing of it stops the rest. */
  readonly problem: (problem: StreamProblem) => void;
  /** Ends the input where it is: what was read until then is still given. */
  readonly stop?: AbortSignal | undefined;
  /** About so many bytes are in a piece. */
  readonly bytes?: number;
}

/** Cuts inputs of any size, one after the other, into pieces that can be read by themselves, in constant memory. */
export async function* readPieces(names: readonly string[], options: StreamOptions): AsyncGenerator<Piece> {
  const inputs = [...new Set(names)];
  const sizes = await Promise.all(inputs.map(sizeOf));
  const size = sizes.includes(undefined) ? undefined : sizes.reduce((sum = 0, one = 0) => sum + one, 0);
  let before = 0;
  for (const file of inputs) {
    if (options.stop?.aborted) return;
    let line = 1;
    let source: Source | undefined;
    try {
      source = await openSource(file === '-' ? options.standardInput : file, options.stop);
      const { consumed } = source;
      const problem = (says: string, where: number) => options.problem({ says, file, line: where });
      for await (const piece of pieces(source, problem, options)) {
        line = piece.line;
        yield { ...piece, file, consumed: before + consumed(), size };
      }
    } catch (error) {
      options.problem({ says: whyUnreadable(file, error as NodeJS.ErrnoException), file, line });
    } finally {
      before += source?.consumed() ?? 0;
      await source?.close();
    }
  }
}

/** Bytes on disk; undefined for what has no end that is known. */
async function sizeOf(name: string): Promise<number | undefined> {
  if (name === '-') return undefined;
  try {
    const about = await stat(name);
    return about.isFile() ? about.size : undefined;
  } catch {
    return 0;
  }
}
