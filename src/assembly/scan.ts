import { hashed, mixed, shortened } from './hash';
import { allocate } from './memory';

const HYPHEN: u8 = 0x2d;
const SLASH: u8 = 0x2f;
const ZERO: u8 = 0x30;
const SPACE: u8 = 0x20;
const COLON: u8 = 0x3a;
const QUOTE: u8 = 0x22;
/** A number of this many digits or more is no amount, but a time or an id: its length tells which. */
const LONG: i32 = 9;
/** An id may happen to be of letters alone; a name that people read has rarely so many without a break. */
const LONG_NAME: i32 = 10;
/** A line with more words with digits than these is read as a whole. */
const MOST_WORDS: i32 = 4096;

/** Where the words with digits begin and end, alternately. */
export const words: usize = allocate(8 * MOST_WORDS);
/** How many words with digits there are, or -1 where they are too many. */
export let count: i32 = 0;
/** Of everything but the words with digits. */
export let shape: u64 = 0;
/** Of every byte; the same whether names are folded or not. */
export let exact: u64 = 0;

/**
 * Folds a line: a run of letters and digits that holds a digit is an id, an amount or a time, and counts by its form
 * alone. Lines that differ in nothing else have one shape. Sixteen bytes are looked at together, because this is done to
 * every byte of a log.
 *
 * @param names whether long words of letters alone are folded, too
 */
export function scan(start: usize, end: usize, names: bool): void {
  let hash: u64 = names ? 1 : 2;
  let ids: u64 = 0;
  let found: i32 = 0;
  let fixed = start;
  let folded: u32 = 0;
  for (let at = start; ; ) {
    at = nextWord(at, end, names);
    if (at >= end) break;
    let begin = at;
    while (begin > fixed && isLetter(load<u8>(begin - 1))) begin--;
    let digits: i32 = 0;
    for (;;) {
      const bytes = v128.load(at);
      const digit = digitsIn(bytes);
      // One more bit than bytes, so that there is always an end.
      const size = <i32>ctz(~(digit | lettersIn(bytes)) | 0x10000);
      const isLast = at + size >= end;
      const own = isLast ? <i32>(end - at) : size;
      digits += <i32>popcnt(digit & ((1 << own) - 1));
      at += own;
      if (isLast) break;
      if (size == 16) continue;
      // What a hyphen joins is one id (a UUID) or date, of which a part may happen to hold no digit.
      if (load<u8>(at) != HYPHEN || at + 1 >= end || !isInWord(load<u8>(at + 1))) break;
      at++;
    }
    const size = <i32>(at - begin);
    // A name stays; and so does the id 0, which is the mistake of who calls.
    if (digits == 0 && size < LONG_NAME) continue;
    if (size == 1 && load<u8>(begin) == ZERO && begin > start && load<u8>(begin - 1) == SLASH) continue;
    const isNumber = digits == size;
    // Whether an id has digits shows in a path, so the two are not alike.
    let form = isNumber && size < LONG ? 1 : (size << 8) | (isNumber ? 0 : digits == 0 ? 3 : 2);
    if (isNumber && size > 1 && isBrokenNumber(begin, start)) form |= 4;
    hash = mixed(hashed(fixed, <u32>(begin - fixed), hash), <u64>form);
    ids = hashed(begin, <u32>size, ids);
    fixed = at;
    folded += <u32>size;
    if (found < MOST_WORDS) {
      store<u32>(words + 8 * found, <u32>begin);
      store<u32>(words + 8 * found + 4, <u32>at);
    }
    found++;
  }
  hash = hashed(fixed, <u32>(end - fixed), hash);
  count = found > MOST_WORDS ? -1 : found;
  // How many bytes stay, and how many words, is a second opinion on the shape.
  shape = shortened(mixed(hash, ((<u64>found) << 32) | (<u64>(end - start) - folded)));
  if (!names) exact = shortened(mixed(hash, ids));
}

export function wordStart(number: i32): usize {
  return <usize>load<u32>(words + 8 * number);
}

export function wordEnd(number: i32): usize {
  return <usize>load<u32>(words + 8 * number + 4);
}

/** The next digit, or the next letter or digit. */
function nextWord(at: usize, end: usize, names: bool): usize {
  for (; at < end; at += 16) {
    const bytes = v128.load(at);
    const found = digitsIn(bytes) | (names ? lettersIn(bytes) : 0);
    if (found != 0) return at + <usize>ctz(found);
  }
  return end;
}

/** A bit for each of sixteen bytes. */
function digitsIn(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10)));
}

function lettersIn(bytes: v128): i32 {
  const lower = v128.or(bytes, i8x16.splat(0x20));
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26)));
}

/** No number of JSON begins with a zero that others follow: the line is broken there, unlike those without it. */
function isBrokenNumber(begin: usize, start: usize): bool {
  if (load<u8>(begin) != ZERO) return false;
  let before = begin - 1;
  if (before > start && load<u8>(before) == SPACE) before--;
  return before > start && load<u8>(before) == COLON && load<u8>(before - 1) == QUOTE;
}

function isLetter(byte: u8): bool {
  return <u8>((byte | 0x20) - 0x61) < 26;
}

function isInWord(byte: u8): bool {
  return isLetter(byte) || <u8>(byte - 0x30) < 10;
}
