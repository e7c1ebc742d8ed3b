import { BACKSLASH, bits, brackets, CLOSE, endsOf, inText, lastOf, OPEN, QUOTE } from './blocks';
import { allocate } from './memory';

const LETTER_U: i8 = 0x75;
const OPEN_LIST: u8 = 0x5b;
/** `null` */
const NULL: u32 = 0x6c6c756e;
/** Of what is left no more than this is of use. */
const MOST: usize = 16 * 1024;

export const shortened: usize = allocate(MOST);
let room: usize = 32 * 1024;
let text: usize = 0;

/** Where so many bytes can be laid. */
export function roomFor(size: usize): usize {
  if (text == 0 || size > room) {
    while (room < size) room *= 2;
    text = allocate(room + 64);
  }
  return text;
}

/**
 * Copies JSON that stands in a string of JSON, and leaves out what its lists hold: `[]` stays, all others become `[null]`.
 *
 * @returns how many bytes are left; -1 where it cannot be told, or where they are too many
 */
export function withoutLists(size: usize): i32 {
  const end = text + size;
  let out = shortened;
  let inString = false;
  for (let at = text; at < end; ) {
    if (out + 8 > shortened + MOST) return -1;
    const byte = load<u8>(at);
    if (byte == <u8>BACKSLASH) {
      const next = load<u8>(at + 1);
      if (next == <u8>LETTER_U && isSyntax(at)) return -1;
      if (next == <u8>QUOTE) inString = !inString;
      store<u16>(out, load<u16>(at));
      at += 2;
      out += 2;
      if (next != <u8>BACKSLASH) continue;
      // What it escapes is no end of a text.
      if (load<u8>(at) == <u8>BACKSLASH) store<u8>(out++, load<u8>(at++));
      store<u8>(out++, load<u8>(at++));
      continue;
    }
    store<u8>(out++, byte);
    at++;
    if (byte != OPEN_LIST || inString) continue;
    const close = endOfList(at, end);
    if (close == 0) return -1;
    if (close > at) {
      store<u32>(out, NULL);
      out += 4;
    }
    at = close;
  }
  return inString ? -1 : <i32>(out - shortened);
}

/** The bracket that closes a list; 0 where there is none. */
function endOfList(from: usize, end: usize): usize {
  let depth: i32 = 1;
  let inString: u64 = 0;
  /** Of the next bytes, by the escapes of the outer text, and by those of the inner. */
  let escaped: u64 = 0;
  let skipped: u64 = 0;
  for (let at = from; at < end; at += 64) {
    const one = v128.load(at);
    const two = v128.load(at, 16);
    const three = v128.load(at, 32);
    const four = v128.load(at, 48);
    const size = end - at;
    const there: u64 = size < 64 ? ((<u64>1) << size) - 1 : u64.MAX_VALUE;
    const backslashes = bits(one, two, three, four, BACKSLASH) & there;
    let quotes: u64 = 0;
    if ((backslashes | escaped) != 0) {
      const ends = endsOf(backslashes, escaped);
      const after = ends ^ (backslashes | escaped);
      escaped = (ends & backslashes) >> 63;
      for (let found = bits(one, two, three, four, LETTER_U) & after; found != 0; found &= found - 1)
        if (isSyntax(at + <usize>ctz(found) - 1)) return 0;
      quotes = bits(one, two, three, four, QUOTE) & after & there;
      const inner = backslashes & after;
      let over = skipped;
      skipped = 0;
      for (let left = inner; left != 0; left &= left - 1) {
        const place = ctz(left);
        if (((over >> place) & 1) != 0) continue;
        if (place < 62) over |= (<u64>1) << (place + 2);
        else skipped |= (<u64>1) << (place - 62);
      }
      quotes &= ~over;
    } else skipped = 0;
    const outside = there & ~(inText(quotes) ^ (0 - inString));
    const opened = brackets(one, two, three, four, OPEN) & outside;
    const closed = brackets(one, two, three, four, CLOSE) & outside;
    if (<i32>popcnt(closed) >= depth) {
      const last = lastOf(opened, closed, depth);
      if (last < 64) return at + last;
    }
    depth += <i32>popcnt(opened) - <i32>popcnt(closed);
    inString ^= popcnt(quotes) & 1;
  }
  return 0;
}

/** Whether an escape may stand for a quote, a backslash or a bracket: `\u0022`, `\u005b`. */
function isSyntax(at: usize): bool {
  if (load<u16>(at + 2) != 0x3030) return false;
  const digit = load<u8>(at + 4);
  return digit == 0x32 || digit == 0x35 || digit == 0x37;
}
