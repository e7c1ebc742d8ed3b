import type { Span } from '../exchange/place.js';

/**
 * What the user gave: a file or standard input, as UTF-8 bytes. Offsets everywhere in errdoctor are byte
 * offsets into `bytes`.
 */
export class Input {
  readonly bytes: Uint8Array;
  /** Set when the bytes had to be transcoded; offsets then count in the UTF-8 form. */
  readonly transcodedFrom: 'utf-16le' | 'utf-16be' | undefined;
  #latin1: string | undefined;
  #newlines: Uint32Array | undefined;

  constructor(
    /** File name as the user wrote it; `-` for standard input. */
    readonly name: string,
    bytes: Uint8Array,
  ) {
    const utf16 =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : undefined;
    this.transcodedFrom = utf16;
    this.bytes = utf16 ? new TextEncoder().encode(new TextDecoder(utf16).decode(bytes)) : bytes;
  }

  /** One character per byte, so that string offsets are byte offsets. For line-wise reading. */
  get latin1(): string {
    this.#latin1 ??= Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString(
      'latin1',
    );
    return this.#latin1;
  }

  /** The text of a stretch, decoded as UTF-8 (invalid bytes become U+FFFD). */
  text(span?: Span): string {
    return new TextDecoder().decode(span ? this.bytes.subarray(span.start, span.end) : this.bytes);
  }

  /** Line and column (from 1; the column counts code points) of a byte offset. */
  position(offset: number): { line: number; column: number } {
    const line = this.lineAt(offset);
    let column = 1;
    for (let i = this.lineStart(line); i < offset; i++) {
      // Every byte but a continuation byte of UTF-8 begins a code point.
      if (((this.bytes[i] as number) & 0xc0) !== 0x80) column++;
    }
    return { line, column };
  }

  /** Number of the line (from 1) that holds a byte offset. */
  lineAt(offset: number): number {
    const ends = this.newlines;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }

  lineStart(line: number): number {
    return line === 1 ? 0 : (this.newlines[line - 2] as number) + 1;
  }

  /** Offset of the line's end, before its line feed. */
  lineEnd(line: number): number {
    return this.newlines[line - 1] ?? this.bytes.length;
  }

  private get newlines(): Uint32Array {
    if (!this.#newlines) {
      const found: number[] = [];
      for (let i = this.bytes.indexOf(10); i >= 0; i = this.bytes.indexOf(10, i + 1)) found.push(i);
      this.#newlines = Uint32Array.from(found);
    }
    return this.#newlines;
  }
}
