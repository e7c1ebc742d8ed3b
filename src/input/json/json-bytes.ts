/** Where one value stands, and the key before it (without quotes; absent in arrays). */
export interface Member {
  readonly keyStart?: number;
  readonly keyEnd?: number;
  readonly start: number;
  readonly end: number;
  /** False when the text ends before the value does. */
  readonly whole: boolean;
}

/** The members of one object, or the elements of one array. */
export interface Container {
  /** By key, or by index written as text; of duplicate keys the last, as JSON.parse has it. */
  readonly members: ReadonlyMap<string, Member>;
  readonly whole: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** A byte-order mark inside a key belongs to it. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const UTF8_ENCODER = new TextEncoder();

/** From this size on a value is kept for good; of smaller ones the last few, into which several places of one line lead. */
const WORTH_KEEPING = 4096;
const SMALL_KEPT = 64;
const STRINGS_KEPT = 8;

/**
 * Finds values in JSON text without parsing it: neither recursive nor strict, so that depth does not matter and
 * everything before a cut is still found. What was learnt about large values is kept, so that walking to the
 * 500th entry of a long one-line file is paid once.
 */
export class JsonBytes {
  readonly #ends = new Map<number, number>();
  readonly #containers = new Map<number, Container>();
  readonly #small = new Map<number, Container>();
  readonly #strings = new Map<number, DecodedString>();

  constructor(readonly bytes: Uint8Array) {}

  /** The first offset at or after `from` that is neither white space nor a byte-order mark. */
  skipSpace(from: number, limit: number): number {
    let offset = from;
    if (this.bytes[offset] === 0xef && this.bytes[offset + 1] === 0xbb && this.bytes[offset + 2] === 0xbf)
      offset += 3;
    while (offset < limit && isSpace(this.bytes[offset] as number)) offset++;
    return Math.min(offset, limit);
  }

  isString(start: number): boolean {
    return this.bytes[start] === QUOTE;
  }

  isContainer(start: number): boolean {
    return this.bytes[start] === OPEN_OBJECT || this.bytes[start] === OPEN_ARRAY;
  }

  isArray(start: number): boolean {
    return this.bytes[start] === OPEN_ARRAY;
  }

  /** The value that starts at an offset. */
  value(start: number, limit: number): Member {
    const end = this.#end(start, limit);
    return end < 0 ? { start, end: limit, whole: false } : { start, end, whole: true };
  }

  /** What stands directly in the object or array that starts at an offset; undefined for any other value. */
  container(start: number, limit: number): Container | undefined {
    if (!this.isContainer(start)) return undefined;
    const kept = this.#containers.get(start) ?? this.#small.get(start);
    if (kept) return kept;
    const members = new Map<string, Member>();
    const end = this.isArray(start)
      ? this.#readElements(start, limit, members)
      : this.#readMembers(start, limit, members);
    const container = { members, whole: end >= 0 };
    if (end - start > WORTH_KEEPING) this.#containers.set(start, container);
    else if (container.whole) {
      if (this.#small.size >= SMALL_KEPT) this.#small.clear();
      this.#small.set(start, container);
    }
    return container;
  }

  /**
   * The content of the string that stands between two offsets, as bytes of its own.
   * @returns undefined when nothing in it is escaped, so that the text already is the content.
   */
  content(start: number, end: number): DecodedString | undefined {
    const kept = this.#strings.get(start);
    if (kept) return kept;
    const decoded = decodeString(this.bytes, start, end);
    if (decoded) {
      for (const oldest of this.#strings.keys()) {
        if (this.#strings.size < STRINGS_KEPT) break;
        this.#strings.delete(oldest);
      }
      this.#strings.set(start, decoded);
    }
    return decoded;
  }

  #readElements(start: number, limit: number, into: Map<string, Member>): number {
    let offset = start + 1;
    for (let index = 0; ; ) {
      offset = this.skipSpace(offset, limit);
      const byte = this.bytes[offset];
      if (offset >= limit) return -1;
      if (byte === CLOSE_ARRAY) return offset + 1;
      if (isPunctuation(byte as number)) {
        offset++;
        continue;
      }
      const element = this.value(offset, limit);
      into.set(String(index++), element);
      offset = element.end;
    }
  }

  #readMembers(start: number, limit: number, into: Map<string, Member>): number {
    let offset = start + 1;
    for (;;) {
      offset = this.skipSpace(offset, limit);
      if (offset >= limit) return -1;
      if (this.bytes[offset] === CLOSE_OBJECT) return offset + 1;
      if (!this.isString(offset)) {
        offset = isPunctuation(this.bytes[offset] as number) ? offset + 1 : this.value(offset, limit).end;
        continue;
      }
      const key = this.value(offset, limit);
      offset = this.skipSpace(key.end, limit);
      if (this.bytes[offset] !== COLON || offset >= limit) continue;
      offset = this.skipSpace(offset + 1, limit);
      if (offset >= limit) return -1;
      if (isPunctuation(this.bytes[offset] as number)) continue;
      const value = this.value(offset, limit);
      const keyStart = key.start + 1;
      const keyEnd = key.end - 1;
      into.set(this.#text(keyStart, keyEnd), { ...value, keyStart, keyEnd });
      offset = value.end;
    }
  }

  #text(start: number, end: number): string {
    let text = '';
    for (let offset = start; offset < end; offset++) {
      const byte = this.bytes[offset] as number;
      if (byte === BACKSLASH || byte > 0x7f) return this.#decoded(start, end);
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #decoded(start: number, end: number): string {
    return UTF8.decode(decodeString(this.bytes, start, end)?.json.bytes ?? this.bytes.subarray(start, end));
  }

  /** End of the value, or -1 when the text ends before it. */
  #end(start: number, limit: number): number {
    if (this.isString(start)) return stringEnd(this.bytes, start, limit);
    if (this.isContainer(start)) return this.#containerEnd(start, limit);
    let offset = start;
    while (offset < limit && !endsScalar(this.bytes[offset] as number)) offset++;
    return offset < limit ? offset : -1;
  }

  #containerEnd(start: number, limit: number): number {
    const { bytes } = this;
    const open: number[] = [];
    for (let offset = start; offset < limit; ) {
      const byte = bytes[offset];
      if (byte === QUOTE) {
        offset = stringEnd(bytes, offset, limit);
        if (offset < 0) return -1;
        continue;
      }
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        const known = this.#ends.size > 0 ? this.#ends.get(offset) : undefined;
        if (known === undefined) open.push(offset);
        else if (open.length === 0) return known;
        else {
          offset = known;
          continue;
        }
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        const begun = open.pop() as number;
        if (offset - begun > WORTH_KEEPING) this.#ends.set(begun, offset + 1);
        if (open.length === 0) return offset + 1;
      }
      offset++;
    }
    return -1;
  }
}

/** A JSON string without its escapes, and for each decoded byte the offset that it was written at. */
export interface DecodedString {
  readonly json: JsonBytes;
  /** One longer than the bytes: the last is where the content ends. */
  readonly writtenAt: Uint32Array;
}

/**
 * Undoes the escapes of a JSON string's content (RFC 8259, section 7). A lone surrogate becomes U+FFFD, as in
 * every UTF-8 encoder.
 */
function decodeString(raw: Uint8Array, start: number, end: number): DecodedString | undefined {
  const content = raw.subarray(start, end);
  if (!content.includes(BACKSLASH)) return undefined;
  const bytes = new Uint8Array(content.length);
  const writtenAt = new Uint32Array(content.length + 1);
  let length = 0;
  let offset = start;
  while (offset < end) {
    if (raw[offset] !== BACKSLASH) {
      writtenAt[length] = offset;
      bytes[length++] = raw[offset++] as number;
      continue;
    }
    const escaped = readEscape(raw, offset, end);
    if (!escaped) break;
    const { character, width } = escaped;
    const wide = character > '\x7f' ? UTF8_ENCODER.encode(character) : undefined;
    for (let place = 0; place < (wide?.length ?? 1); place++) {
      writtenAt[length] = offset;
      bytes[length++] = wide?.[place] ?? character.charCodeAt(0);
    }
    offset += width;
  }
  writtenAt[length] = offset;
  return { json: new JsonBytes(bytes.subarray(0, length)), writtenAt: writtenAt.subarray(0, length + 1) };
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The character that an escape stands for, and how many bytes it is written in; undefined when it is cut. */
function readEscape(
  raw: Uint8Array,
  offset: number,
  end: number,
): { character: string; width: number } | undefined {
  if (offset + 1 >= end) return undefined;
  const letter = String.fromCharCode(raw[offset + 1] as number);
  if (letter !== 'u') return { character: SHORT_ESCAPES[letter] ?? letter, width: 2 };
  if (offset + 6 > end) return undefined;
  const unit = hexUnit(raw, offset + 2);
  if (Number.isNaN(unit)) return { character: letter, width: 2 };
  const isPair = unit >= 0xd800 && unit < 0xdc00 && raw[offset + 6] === BACKSLASH && raw[offset + 7] === 0x75;
  const second = isPair && offset + 12 <= end ? hexUnit(raw, offset + 8) : 0;
  if (second >= 0xdc00 && second < 0xe000) {
    return { character: String.fromCharCode(unit, second), width: 12 };
  }
  return { character: String.fromCharCode(unit), width: 6 };
}

function hexUnit(raw: Uint8Array, start: number): number {
  return Number.parseInt(String.fromCharCode(...raw.subarray(start, start + 4)), 16);
}

function stringEnd(bytes: Uint8Array, start: number, limit: number): number {
  for (let offset = start + 1; offset < limit; offset++) {
    const byte = bytes[offset];
    if (byte === QUOTE) return offset + 1;
    if (byte === BACKSLASH) offset++;
  }
  return -1;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isPunctuation(byte: number): boolean {
  return byte === COMMA || byte === COLON || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT;
}

function endsScalar(byte: number): boolean {
  return (
    isSpace(byte) || isPunctuation(byte) || byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_ARRAY
  );
}
