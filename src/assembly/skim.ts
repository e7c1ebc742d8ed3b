import { BACKSLASH, bits, brackets, CLOSE, endsOf, inText, lastOf, OPEN, QUOTE } from './blocks';
import { allocate } from './memory';

export { roomFor, shortened, withoutLists } from './lists';

/** Longer strings may be bodies. */
const LONG: i32 = 512;

/** Where the bytes are laid that are to be skimmed; 64 more behind them may be read. */
export const ROOM: usize = 64 * 1024;
export const input: usize = allocate(ROOM + 64);

/** Where the skimming is: numbers of 32 bits, one after the other. */
export const state: usize = allocate(32);
/** Brackets that are open. */
const DEPTH: usize = 0;
const IN_STRING: usize = 4;
/** Whether the next byte is. */
const ESCAPED: usize = 8;
/** Where the last string began. */
const BEGUN: usize = 12;
/** Where the longest string stands, if it is long. */
const LONG_START: usize = 16;
const LONG_END: usize = 20;

/**
 * Goes on to the end of a value, or of the bytes, sixty-four at a time (the masks for what is escaped and what is in
 * strings are those of simdjson: Langdale and Lemire, "Parsing gigabytes of JSON per second").
 *
 * @param base what is to be added to places
 * @returns how far it came
 */
export function skim(start: usize, end: usize, base: i32): usize {
  let depth = load<i32>(state, DEPTH);
  let inString = <u64>load<i32>(state, IN_STRING);
  let escaped = <u64>load<i32>(state, ESCAPED);
  for (let at = start; at < end; at += 64) {
    const one = v128.load(at);
    const two = v128.load(at, 16);
    const three = v128.load(at, 32);
    const four = v128.load(at, 48);
    const size = end - at;
    const there: u64 = size < 64 ? ((<u64>1) << size) - 1 : u64.MAX_VALUE;
    const backslashes = bits(one, two, three, four, BACKSLASH) & there;
    let quotes = bits(one, two, three, four, QUOTE) & there;
    if ((backslashes | escaped) != 0) {
      const ends = endsOf(backslashes, escaped);
      quotes &= ~(ends ^ (backslashes | escaped));
      escaped = ((ends & backslashes) >> (size < 64 ? size - 1 : 63)) & 1;
    }
    if (quotes == 0 && inString != 0) continue;
    const place = base + <i32>(at - start);
    if (inString != 0) ended(place + <i32>ctz(quotes) + 1);
    const strings = inText(quotes) ^ (0 - inString);
    const outside = there & ~strings;
    const opened = brackets(one, two, three, four, OPEN) & outside;
    const closed = brackets(one, two, three, four, CLOSE) & outside;
    if (<i32>popcnt(closed) >= depth) {
      const last = lastOf(opened, closed, depth);
      if (last < 64) {
        store<i32>(state, 0, DEPTH);
        store<i32>(state, 0, IN_STRING);
        store<i32>(state, 0, ESCAPED);
        return at + last + 1;
      }
    }
    depth += <i32>popcnt(opened) - <i32>popcnt(closed);
    inString ^= popcnt(quotes) & 1;
    if (inString != 0) store<i32>(state, place + 63 - <i32>clz(quotes), BEGUN);
  }
  store<i32>(state, depth, DEPTH);
  store<i32>(state, <i32>inString, IN_STRING);
  store<i32>(state, <i32>escaped, ESCAPED);
  return end;
}

/** Takes note of a string that began before. */
function ended(end: i32): void {
  const begun = load<i32>(state, BEGUN);
  const longest = load<i32>(state, LONG_END) - load<i32>(state, LONG_START);
  if (end - begun <= (longest > LONG ? longest : LONG)) return;
  store<i32>(state, begun, LONG_START);
  store<i32>(state, end, LONG_END);
}
