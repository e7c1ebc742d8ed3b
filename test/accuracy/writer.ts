import type { Capture, TrueExchange } from './exchange.js';
import type { Random } from './random.js';

/**
 * Writes an exchange down as one recorder does. The folder `writers/` is the registry: one file, one default
 * export of this shape. Written from what the real programs print, never from the readers.
 */
export interface Writer {
  readonly name: string;
  /** A text of the input may go on behind other bytes of the dump: a caret then stands under its first part. */
  readonly splits?: true;
  /** undefined when this recorder cannot hold such an exchange. */
  write(exchange: TrueExchange, random: Random): Capture | undefined;
}
