import type { Exchange } from '../exchange/exchange.js';
import type { Input } from './input.js';

/**
 * One input format. The folder `formats/` is the registry: one file, one default export of this shape.
 * Formats are recognised by content, never by file name.
 */
export interface Format {
  /** As it is said to the user: `curl -v`, `HAR`. */
  readonly name: string;
  /** How one makes such a capture: shown when nothing could be read. */
  readonly example: string;
  /** The most that `sniff` ever answers: a format that cannot win is not asked. */
  readonly surest: number;
  /** How sure this format is that the input is its own, from 0 to 1; looks at the beginning only if it can. */
  sniff(input: Input): number;
  /** Reads all that can be read; throws UnreadableInput only when there is nothing. */
  read(input: Input): Reading;
}

export interface Reading {
  readonly exchanges: readonly Exchange[];
  /** What was damaged or left out, a sentence each; the rest was read all the same. */
  readonly problems: readonly string[];
}

/** The input cannot be read at all: what was read, what was expected, what to try. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}
