import type { Span } from '../exchange/place.js';
import type { EntrySpan } from './piece.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The objects on the way to the entries, by how many brackets are open. */
const OUTSIDE = 0;
const DOCUMENT = 1;
const LOG = 2;
const ENTRIES = 3;

/**
 * Finds the entries of a HAR, and who wrote it, without parsing it: members may stand in any order, on one line or many.
 * Takes the bytes as they come; those from `needed` on have to be there again at the next call.
 */
export class HarScanner {
  /** Where whole entries stand in the bytes that are there. */
  spans: EntrySpan[] = [];
  /** What stands at `log.creator`. */
  creator: string | undefined;
  #isClosed = false;
  #at = 0;
  #level = OUTSIDE;
  /** Brackets that are open inside of a value at this level. */
  #inner = 0;
  #inString = false;
  /** Where the value began that is wanted, or the string that may be a key; undefined where nothing is. */
  #start: number | undefined;
  /** Where the string began that has not ended. */
  #stringStart = 0;
  /** The long strings of the value that has begun. */
  #long: Span[] = [];
  #lastString = '';
  #key = '';

  /** Bytes before this offset are not needed any more. */
  get needed(): number {
    return this.#start ?? this.#at;
  }

  /** Whether the bytes end before the entries do. */
  get isCut(): boolean {
    return !this.#isClosed && this.#level > OUTSIDE;
  }

  /** Where an entry began that has not ended. */
  get begun(): number | undefined {
    return this.#level === ENTRIES ? this.#start : undefined;
  }

  /** Tells that the bytes before an offset are gone, and with them the entries in them. */
  dropped(count: number): void {
    this.spans = this.spans
      .filter(({ start }) => start >= count)
      .map(({ long, ...span }) => ({ ...shifted(span, count), long: long && shifted(long, count) }));
    this.#long = this.#long.map((long) => shifted(long, count));
    this.#at -= count;
    this.#stringStart -= count;
    if (this.#start !== undefined) this.#start -= count;
  }

  /** Gives up the value that has begun: it is read past. */
  forget(): void {
    this.#start = undefined;
  }

  /** Looks at the bytes that were not there at the call before. */
  scan(bytes: Buffer): void {
    while (this.#at < bytes.length) {
      if (this.#inner > 0) this.#skip(bytes);
      else if (this.#inString) this.#readString(bytes);
      else this.#step(bytes);
    }
  }

  #step(bytes: Buffer): void {
    const at = this.#at++;
    const byte = bytes[at];
    if (byte === QUOTE) {
      this.#inString = true;
      this.#start = at;
    } else if (byte === COLON) this.#key = this.#lastString;
    else if (byte === COMMA) this.#key = '';
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#open(at, byte);
    else if (byte === (this.#level === ENTRIES ? CLOSE_ARRAY : CLOSE_OBJECT)) this.#close();
  }

  #open(at: number, byte: number): void {
    const level = this.#level;
    const isObject = byte === OPEN_OBJECT;
    if (
      (level === OUTSIDE && isObject) ||
      (level === DOCUMENT && isObject && this.#key === 'log') ||
      (level === LOG && !isObject && this.#key === 'entries')
    ) {
      this.#level++;
      this.#key = '';
      return;
    }
    this.#inner = 1;
    if (level === ENTRIES || (level === LOG && this.#key === 'creator')) this.#start = at;
  }

  #close(): void {
    if (this.#level === ENTRIES) this.#isClosed = true;
    if (this.#level > OUTSIDE) this.#level--;
    this.#key = '';
  }

  /** On to the end of the value at this level, or of the bytes: nearly all of a HAR is passed here. */
  #skip(bytes: Buffer): void {
    const { length } = bytes;
    let inner = this.#inner;
    let inString = this.#inString;
    let begun = this.#stringStart;
    let at = this.#at;
    while (at < length && inner > 0) {
      if (inString) {
        const end = stringEnd(bytes, at);
        inString = end < 0;
        at = end < 0 ? -end : end;
        if (end - begun > LONG) this.#long.push({ start: begun, end });
        continue;
      }
      const byte = bytes[at++] as number;
      if (byte === QUOTE) {
        inString = true;
        begun = at - 1;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) inner++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) inner--;
    }
    this.#inner = inner;
    this.#inString = inString;
    this.#stringStart = begun;
    this.#at = at;
    if (inner === 0) this.#ended(bytes);
  }

  #ended(bytes: Buffer): void {
    const start = this.#start;
    const [long, ...others] = this.#long;
    this.#start = undefined;
    this.#long = [];
    if (start === undefined) return;
    if (this.#level === ENTRIES)
      this.spans.push({ start, end: this.#at, long: others.length === 0 ? long : undefined });
    else this.creator = bytes.toString('utf8', start, this.#at);
  }

  #readString(bytes: Buffer): void {
    const end = stringEnd(bytes, this.#at);
    this.#at = Math.abs(end);
    if (end < 0) return;
    this.#inString = false;
    this.#lastString = bytes.toString('latin1', (this.#start ?? end) + 1, end - 1);
    this.#start = undefined;
  }
}

/** Longer strings are bodies, and nearly always of what went well. */
const LONG = 8 * 1024;

function shifted({ start, end }: Span, by: number): Span {
  return { start: start - by, end: end - by };
}

/** For few bytes a call into native code costs more than it saves. */
const FEW = 128;

/**
 * Behind the quote that ends a string, from anywhere in it but the middle of an escape. Where the bytes end before, minus
 * the offset at which to go on: that of the byte after the last, or one more where that is escaped.
 */
function stringEnd(bytes: Buffer, from: number): number {
  const { length } = bytes;
  let at = from;
  while (at < length) {
    for (const near = Math.min(at + FEW, length); at < near; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) at++;
    }
    if (at >= length) break;
    const found = bytes.indexOf(QUOTE, at);
    const quote = found < 0 ? length : found;
    let unescaped = quote;
    while (unescaped > at && bytes[unescaped - 1] === BACKSLASH) unescaped--;
    const isEscaped = (quote - unescaped) % 2 === 1;
    if (found >= 0 && !isEscaped) return quote + 1;
    at = isEscaped ? quote + 1 : quote;
  }
  return -at;
}
