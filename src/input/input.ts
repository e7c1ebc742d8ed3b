import type { Span } from '../exchange/place.js';

/**
 * What the user gave: a file or standard input, as UTF-8 bytes without the colours of a terminal. Offsets everywhere
 * in errdoctor are byte offsets into `bytes`.
 */
export class Input {
  readonly bytes: Uint8Array;
  /** Set when the bytes had to be transcoded; offsets then count in the UTF-8 form. */
  readonly transcodedFrom: 'utf-16le' | 'utf-16be' | undefined;
  #latin1: string | undefined;
  #newlines: Uint32Array | undefined;
  /** The last column that was counted: the next is often near it, on a line of megabytes. */
  #counted = { offset: 0, column: 1 };

  constructor(
    /** File name as the user wrote it; `-` for standard input. */
    readonly name: string,
    bytes: Uint8Array,
    /** Bytes that were recorded, not given by the user: nothing of them is left out or read as UTF-16. */
    recorded?: 'as it is',
  ) {
    const utf16 = recorded
      ? undefined
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : undefined;
    this.transcodedFrom = utf16;
    this.bytes = recorded
      ? bytes
      : withoutColours(utf16 ? new TextEncoder().encode(new TextDecoder(utf16).decode(bytes)) : bytes);
  }

  /** One character per byte, so that string offsets are byte offsets. For line-wise reading. */
  get latin1(): string {
    this.#latin1 ??= Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString(
      'latin1',
    );
    return this.#latin1;
  }

  /** The text of a stretch, decoded as UTF-8 (invalid bytes become U+FFFD); a mark at the input's start is left out. */
  text(span?: Span): string {
    const utf8 = new TextDecoder('utf-8', { ignoreBOM: (span?.start ?? 0) > 0 });
    return utf8.decode(span ? this.bytes.subarray(span.start, span.end) : this.bytes);
  }

  /** Line and column (from 1; the column counts code points) of a byte offset. */
  position(offset: number): { line: number; column: number } {
    const line = this.lineAt(offset);
    const start = this.lineStart(line);
    const counted = this.#counted;
    const known =
      counted.offset >= start && counted.offset <= this.lineEnd(line)
        ? counted
        : { offset: start, column: 1 };
    const between = this.#characters(Math.min(known.offset, offset), Math.max(known.offset, offset));
    const column = known.column + (offset < known.offset ? -between : between);
    this.#counted = { offset, column };
    return { line, column };
  }

  #characters(start: number, end: number): number {
    let count = 0;
    for (let i = start; i < end; i++) {
      // Every byte but a continuation byte of UTF-8 begins a code point.
      if (((this.bytes[i] as number) & 0xc0) !== 0x80) count++;
    }
    return count;
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

const ESCAPE = 0x1b;
const LONGEST = 24;

/** Without the colours of a terminal (ECMA-48, SGR), which programs put between the characters of a capture. */
function withoutColours(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(ESCAPE); at >= 0; at = bytes.indexOf(ESCAPE, at + 1)) {
    const end = colourEnd(bytes, at);
    if (end === undefined) continue;
    kept.push(bytes.subarray(from, at));
    from = end;
    at = end - 1;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}

/** Where the sequence `ESC [ 1 ; 32 m` that begins at an offset ends; undefined for any other. */
function colourEnd(bytes: Uint8Array, start: number): number | undefined {
  if (bytes[start + 1] !== 0x5b) return undefined;
  for (let at = start + 2; at < start + LONGEST; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x6d) return at + 1;
    if ((byte < 0x30 || byte > 0x39) && byte !== 0x3b) return undefined;
  }
  return undefined;
}
