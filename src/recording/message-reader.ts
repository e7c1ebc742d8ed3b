/** The first line and the fields of a message, as far as they decide where it ends. */
export interface ReadHead {
  /** Request line or status line. */
  readonly first: string;
  /** The value of a field, several of one name joined with commas (RFC 9110, section 5.3); undefined where there is none. */
  field(name: string): string | undefined;
}

/** How far the body behind a head goes; `another` is whatever follows that is not understood (RFC 9110, section 7.8). */
export type Framing = { readonly length: number } | 'chunked' | 'until-end' | 'another';

/** What a reader found, in the order of the bytes: every byte stands in exactly one part. */
export type Part =
  | { readonly is: 'head'; readonly head: ReadHead; readonly framing: Framing; readonly bytes: Buffer }
  /** As framed on the wire, with trailers. */
  | { readonly is: 'body'; readonly bytes: Buffer }
  /** The message is complete. */
  | { readonly is: 'end' }
  /** No HTTP/1, or no more of it; nothing else follows. */
  | { readonly is: 'other'; readonly bytes: Buffer };

const LONGEST_HEAD = 256 * 1024;
/** Of the size of a chunk with its extensions, and of a line of trailers. */
const LONGEST_LINE = 16 * 1024;
const NOTHING = Buffer.alloc(0);
const LF = 10;

/**
 * Reads one direction of a connection as messages of HTTP/1 (RFC 9112), however its bytes are cut into pieces. Nothing is
 * changed and nothing is thrown: what is no HTTP/1 is given back as `other`.
 */
export class MessageReader {
  /** A head, or a line of the framing, that has only begun. */
  #held: Buffer = NOTHING;
  #state: 'head' | 'data' | 'size' | 'trailers' | 'until-end' | 'other' = 'head';
  /** Bytes of the body, or of a chunk with its line break, that are to come. */
  #left = 0;
  #isChunked = false;

  /**
   * @param startsWith what the first line of a head looks like
   * @param framingOf where the body ends
   */
  constructor(
    private readonly startsWith: RegExp,
    private readonly framingOf: (head: ReadHead) => Framing,
  ) {}

  /** Whether a message has begun and its end is still to come. */
  get isInside(): boolean {
    return this.#state !== 'other' && (this.#state !== 'head' || this.#held.length > 0);
  }

  /** Whether the end of the connection ends the message too (RFC 9112, section 6.3). */
  get endsWithConnection(): boolean {
    return this.#state === 'until-end';
  }

  /** From here on another protocol is spoken; returns what was held back. */
  stop(): Buffer {
    const held = this.#held;
    this.#held = NOTHING;
    this.#state = 'other';
    return held;
  }

  /** What these bytes complete. Where a message ends is asked when the one before it was taken. */
  *push(bytes: Buffer): Iterable<Part> {
    for (let rest = bytes; rest.length > 0; ) {
      const parts: Part[] = [];
      rest = this.#step(rest, parts);
      yield* parts;
    }
  }

  /** Takes what belongs to the part at hand and returns the rest. */
  #step(bytes: Buffer, parts: Part[]): Buffer {
    switch (this.#state) {
      case 'head':
        return this.#head(bytes, parts);
      case 'data':
        return this.#data(bytes, parts);
      case 'size':
      case 'trailers':
        return this.#line(bytes, parts);
      case 'until-end':
        parts.push({ is: 'body', bytes });
        return NOTHING;
      case 'other':
        parts.push({ is: 'other', bytes });
        return NOTHING;
    }
  }

  #head(bytes: Buffer, parts: Part[]): Buffer {
    const before = this.#held.length;
    const all = before > 0 ? Buffer.concat([this.#held, bytes]) : bytes;
    const start = afterLineBreaks(all);
    const end = headEnd(all, Math.max(start, before - 3));
    if (end === undefined) {
      if (all.length > LONGEST_HEAD || !this.#mayBegin(all, start)) return this.#give(all, parts);
      this.#held = all;
      return NOTHING;
    }
    const head = readHead(all.toString('latin1', start, end));
    const framing = this.startsWith.test(head.first) ? this.framingOf(head) : undefined;
    if (framing === undefined) return this.#give(all, parts);
    this.#held = NOTHING;
    parts.push({ is: 'head', head, framing, bytes: all.subarray(0, end) });
    this.#begin(framing, parts);
    return all.subarray(end);
  }

  /** Whether a first line that is not yet whole may still become one. */
  #mayBegin(bytes: Buffer, start: number): boolean {
    const end = bytes.indexOf(LF, start);
    if (end >= 0) return this.startsWith.test(bytes.toString('latin1', start, end).replace(/\r$/, ''));
    // Neither a method nor "HTTP/" begins with anything else.
    return (
      start === bytes.length ||
      /^[!#-'*+.^-z|~\dA-Z-]+(?:[ /]|$)/.test(bytes.toString('latin1', start, start + 64))
    );
  }

  #give(bytes: Buffer, parts: Part[]): Buffer {
    this.stop();
    parts.push({ is: 'other', bytes });
    return NOTHING;
  }

  #begin(framing: Framing, parts: Part[]): void {
    this.#isChunked = framing === 'chunked';
    if (framing === 'another') this.#state = 'other';
    else if (framing === 'until-end') this.#state = 'until-end';
    else if (framing === 'chunked') this.#state = 'size';
    else if (framing.length > 0) {
      this.#left = framing.length;
      this.#state = 'data';
    } else {
      this.#state = 'head';
      parts.push({ is: 'end' });
    }
  }

  #data(bytes: Buffer, parts: Part[]): Buffer {
    const taken = bytes.subarray(0, this.#left);
    this.#left -= taken.length;
    parts.push({ is: 'body', bytes: taken });
    if (this.#left === 0) {
      this.#state = this.#isChunked ? 'size' : 'head';
      if (!this.#isChunked) parts.push({ is: 'end' });
    }
    return bytes.subarray(taken.length);
  }

  /** A line of the framing (RFC 9112, section 7.1): the size of a chunk, or a trailer. */
  #line(bytes: Buffer, parts: Part[]): Buffer {
    const end = bytes.indexOf(LF) + 1;
    const taken = end > 0 ? bytes.subarray(0, end) : bytes;
    const line = this.#held.length > 0 ? Buffer.concat([this.#held, taken]) : taken;
    parts.push({ is: 'body', bytes: taken });
    this.#held = end > 0 ? NOTHING : line;
    if (line.length > LONGEST_LINE) this.#give(NOTHING, parts);
    else if (end > 0) this.#endOfLine(line.toString('latin1').trimEnd(), parts);
    return bytes.subarray(taken.length);
  }

  #endOfLine(line: string, parts: Part[]): void {
    if (this.#state === 'trailers') {
      if (line !== '') return;
      this.#state = 'head';
      parts.push({ is: 'end' });
      return;
    }
    // The line break behind a chunk.
    if (line === '') return;
    const size = /^([\dA-Fa-f]{1,12})[ \t]*(?:;|$)/.exec(line)?.[1];
    if (size === undefined) this.#give(NOTHING, parts);
    else {
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? 'trailers' : 'data';
    }
  }
}

/** A robust server ignores empty lines before a request (RFC 9112, section 2.2). */
function afterLineBreaks(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 13 || bytes[at] === LF) at++;
  return at;
}

const EMPTY_LINE = Buffer.from('\n\r\n');
const BARE_EMPTY_LINE = Buffer.from('\n\n');

/** Offset behind the empty line that ends a head, which may be a bare one (RFC 9112, section 2.2). */
function headEnd(bytes: Buffer, from: number): number | undefined {
  const at = bytes.indexOf(EMPTY_LINE, from);
  const bare = (at < 0 ? bytes : bytes.subarray(0, at + 1)).indexOf(BARE_EMPTY_LINE, from);
  if (bare >= 0) return bare + BARE_EMPTY_LINE.length;
  return at < 0 ? undefined : at + EMPTY_LINE.length;
}

function readHead(text: string): ReadHead {
  return {
    first: /^[^\r\n]*/.exec(text)?.[0] ?? '',
    field(name) {
      const values = [...text.matchAll(fieldPattern(name))].map(([, value = '']) => value.trimEnd());
      return values.length > 0 ? values.join(', ') : undefined;
    },
  };
}

const PATTERNS = new Map<string, RegExp>();

/** Few names are asked for, each in every head. */
function fieldPattern(name: string): RegExp {
  const pattern = PATTERNS.get(name) ?? new RegExp(`\\n${name}[ \\t]*:[ \\t]*([^\\r\\n]*)`, 'gi');
  PATTERNS.set(name, pattern);
  return pattern;
}
