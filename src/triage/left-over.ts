import type { Piece } from '../stream/piece.js';
import type { LineLeft } from './counter.js';
import type { EntryLeft } from './entry-counter.js';

/** What another thread left over of a piece. */
export type LeftOver = LinesLeft | EntriesLeft;

interface LinesLeft {
  readonly bytes: Uint8Array;
  /** Where they stand in these bytes, and in the file. */
  readonly lines: readonly (LineLeft & { readonly offset: number })[];
}

interface EntriesLeft {
  readonly piece: Piece;
  readonly entries: readonly EntryLeft[];
}
