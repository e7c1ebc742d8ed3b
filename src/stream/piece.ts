import type { Span } from '../exchange/place.js';
import type { HarFile } from '../input/har/har-entry.js';

/** A part of an input that can be read by itself: whole lines, whole entries of a HAR, or a small input as it is. */
export interface Piece {
  /** File name as the user wrote it; `-` for standard input. */
  readonly file: string;
  readonly is: 'lines' | 'entries' | 'whole';
  /** Has an ArrayBuffer that nothing else uses: it can be handed to another thread. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Number (from 1) of the line of the input, unpacked, in which the first byte stands. */
  readonly line: number;
  /** How many bytes of the input, unpacked, stand before the first. */
  readonly offset: number;
  /** Where the entries of a HAR stand in `bytes`. */
  readonly entries?: {
    readonly spans: readonly EntrySpan[];
    /** The last of them is cut off. */
    readonly isCut: boolean;
    /** What holds for all entries of the file. */
    readonly file: HarFile;
  };
  /** How many bytes of all inputs, as they lie on disk, were read so far. */
  readonly consumed: number;
  /** How many there are; undefined where a pipe is among them. */
  readonly size: number | undefined;
}

/** Where an entry stands, and the longest text of it, if it is long. */
export interface EntrySpan extends Span {
  readonly long?: Span | undefined;
}

/** What could not be read, and where. */
export interface StreamProblem {
  /** The same words for every occurrence. */
  readonly says: string;
  readonly file: string;
  readonly line: number;
}

/** A longer line or entry is nobody's exchange. */
export const LONGEST = 64 * 1024 * 1024;
