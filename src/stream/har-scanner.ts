import type { Span } from '../exchange/place.js';
import type { EntrySpan } from './piece.js';
import { Skimmer } from './skimmer.js';

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
  /** Is within a value at this level. */
  readonly #skimmer = new Skimmer();
  #inString = false;
  /** Where the value began that is wanted, or the string that may be a key; undefined where nothing is. */
  #start: number | undefined;
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
    this.#skimmer.dropped(count);
    this.#at -= count;
    if (this.#start !== undefined) this.#start -= count;
  }

  /** Gives up the value that has begun: it is read past. */
  forget(): void {
    this.#start = undefined;
  }

  /** Looks at the bytes that were not there at the call before. */
  scan(bytes: Buffer): void {
    this.#skimmer.show(bytes);
    while (this.#at < bytes.length) {
      if (this.#skimmer.isWithin) {
        this.#at = this.#skimmer.skim(this.#at);
        if (!this.#skimmer.isWithin) this.#ended(bytes);
      } else if (this.#inString) this.#readString(bytes);
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
    this.#skimmer.begin();
    if (level === ENTRIES || (level === LOG && this.#key === 'creator')) this.#start = at;
  }

  #close(): void {
    if (this.#level === ENTRIES) this.#isClosed = true;
    if (this.#level > OUTSIDE) this.#level--;
    this.#key = '';
  }

  #ended(bytes: Buffer): void {
    const start = this.#start;
    this.#start = undefined;
    if (start === undefined) return;
    if (this.#level === ENTRIES) this.spans.push({ start, end: this.#at, long: this.#skimmer.long });
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

function shifted({ start, end }: Span, by: number): Span {
  return { start: start - by, end: end - by };
}

/**
 * Behind the quote that ends a string, from anywhere in it but the middle of an escape. Where the bytes end before, minus
 * the offset at which to go on: that of the byte after the last, or one more where that is escaped.
 */
function stringEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  return -at;
}
