import type { Place, Span } from '../../exchange/place.js';

/** Some characters of a message; `start` is the input offset of the first one, undefined where the capture does not show them. */
export interface Piece {
  readonly text: string;
  readonly start: number | undefined;
}

/**
 * A part of a message, one character per byte, that may be spread over the input: a body interrupted by curl's own
 * lines, a header dumped as hexadecimal. Its places point at each character where it stands.
 */
export class Stretch {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Offset in `text` of each piece. */
  readonly #offsets: number[] = [];

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces.filter((piece) => piece.text !== '');
    let length = 0;
    for (const piece of this.pieces) {
      this.#offsets.push(length);
      length += piece.text.length;
    }
    this.text = this.pieces.map((piece) => piece.text).join('');
  }

  /** The stretch between two offsets of an input read as latin1. */
  static of(latin1: string, start: number, end: number): Stretch {
    return new Stretch([{ text: latin1.slice(start, end), start }]);
  }

  static joined(parts: readonly Stretch[]): Stretch {
    return parts.length === 1 ? (parts[0] as Stretch) : new Stretch(parts.flatMap((part) => part.pieces));
  }

  get length(): number {
    return this.text.length;
  }

  slice(from: number, to = this.length): Stretch {
    if (from <= 0 && to >= this.length) return this;
    const pieces: Piece[] = [];
    for (let index = this.#pieceAt(from); index < this.pieces.length; index++) {
      const piece = this.pieces[index] as Piece;
      const offset = this.#offsets[index] as number;
      if (offset >= to) break;
      const skipped = Math.max(0, from - offset);
      pieces.push({
        text: piece.text.slice(skipped, to - offset),
        start: piece.start === undefined ? undefined : piece.start + skipped,
      });
    }
    return new Stretch(pieces);
  }

  /** Where the stretch stands, neighbouring pieces as one span. */
  get place(): Place {
    const spans: { start: number; end: number }[] = [];
    for (const { text, start } of this.pieces) {
      if (start === undefined) continue;
      const last = spans.at(-1);
      if (last?.end === start) last.end += text.length;
      else spans.push({ start, end: start + text.length });
    }
    return { spans: spans satisfies Span[] };
  }

  /** The lines without their line feeds; carriage returns are kept. */
  get lines(): Stretch[] {
    const lines: Stretch[] = [];
    let start = 0;
    for (let end = this.text.indexOf('\n'); end >= 0; end = this.text.indexOf('\n', start)) {
      lines.push(this.slice(start, end));
      start = end + 1;
    }
    if (start < this.length) lines.push(this.slice(start));
    return lines;
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.text, 'latin1');
  }

  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#offsets[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
