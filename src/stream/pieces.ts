import { binaryKind } from '../input/read-input.js';
import { harPieces } from './har-pieces.js';
import { isHar, isOfLines, isReport } from './kind-of.js';
import { linePieces } from './line-pieces.js';
import type { Piece } from './piece.js';
import type { Source } from './source.js';
import { Window } from './window.js';

/** Smaller pieces cost more to hand over, larger ones wait longer, in memory that is let go late. */
const PIECE_BYTES = 512 * 1024;
/** Entries of a HAR are larger than lines, and what the first of them hold counts for all. */
const ENTRIES_BYTES = 1024 * 1024;
const LOOKED_AT = 64 * 1024;
/** A larger capture that is one document is nobody's. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/** A piece of one input, as it is cut out of it. */
export type Cut = Pick<Piece, 'is' | 'bytes' | 'line' | 'offset' | 'entries'>;

/** Told of what was left out: the same words for each occurrence, and the line. */
export type Told = (says: string, line: number) => void;

/** Cuts an input into pieces, in order and in constant memory. What it holds is told by its beginning. */
export async function* pieces(
  source: Source,
  told: Told,
  { bytes, spare }: { bytes?: number; spare?: ArrayBuffer[] } = {},
): AsyncGenerator<Cut> {
  const window = new Window(source.read, bytes ?? PIECE_BYTES, spare);
  await window.fill(LOOKED_AT);
  if (isReport(window.bytes))
    told('Left out, because it is a report: those of a triage are put together by --merge.', 1);
  else if (isHar(window.bytes)) yield* harPieces(window, bytes ?? ENTRIES_BYTES, told);
  else yield* cut(window, bytes ?? PIECE_BYTES, told);
  const damage = source.damage();
  if (damage) told(damage, window.line);
}

async function* cut(window: Window, size: number, told: Told): AsyncGenerator<Cut> {
  // One line of a large record may be all that there is to see.
  while (!window.ended && window.bytes.length < WHOLE_BYTES && !window.bytes.includes(0x0a))
    await window.fill(window.bytes.length * 2);
  if (window.bytes.length === 0) return;
  if (!isOfLines(window.bytes)) {
    await window.fill(WHOLE_BYTES + 1);
    if (window.ended) {
      yield { is: 'whole', bytes: window.take(window.bytes.length), line: 1, offset: 0 };
      return;
    }
    const kind = binaryKind(window.bytes);
    if (kind) {
      told(`Left out, because it is ${kind}.`, 1);
      return;
    }
  }
  const tooLong = (line: number) =>
    told('A line of more than 64 MiB: only its beginning was looked at.', line);
  for await (const lines of linePieces(window, size, tooLong)) yield { is: 'lines', ...lines };
}
