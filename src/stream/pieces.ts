import { isOfLines } from './kind-of.js';
import { linePieces } from './line-pieces.js';
import type { Piece } from './piece.js';
import type { Source } from './source.js';
import { Window } from './window.js';

/** Smaller pieces cost more to hand over, larger ones wait longer. */
const PIECE_BYTES = 2 * 1024 * 1024;
const LOOKED_AT = 64 * 1024;
/** A larger capture that is one document is nobody's. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/** A piece of one input, as it is cut out of it. */
export type Cut = Pick<Piece, 'is' | 'bytes' | 'line'>;

/**
 * Cuts an input into pieces, in order and in constant memory. What it holds is told by its beginning.
 *
 * @param problem told of what was left out: the same words for each occurrence, and the line
 */
export async function* pieces(
  source: Source,
  problem: (says: string, line: number) => void,
  { bytes: size = PIECE_BYTES }: { bytes?: number } = {},
): AsyncGenerator<Cut> {
  const window = new Window(source.read, Math.min(size, (source.size ?? size) + 1));
  await window.fill(LOOKED_AT);
  // One line of a large record may be all that there is to see.
  while (!window.ended && window.bytes.length < WHOLE_BYTES && !window.bytes.includes(0x0a))
    await window.fill(window.bytes.length * 2);
  if (window.bytes.length === 0) return;
  if (!isOfLines(window.bytes)) {
    await window.fill(WHOLE_BYTES + 1);
    if (window.ended) {
      yield { is: 'whole', bytes: window.take(window.bytes.length), line: 1 };
      return;
    }
  }
  const tooLong = (line: number) =>
    problem('A line of more than 64 MiB: only its beginning was looked at.', line);
  for await (const lines of linePieces(window, size, tooLong)) yield { is: 'lines', ...lines };
}
