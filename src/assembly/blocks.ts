/** What stands in sixty-four bytes of JSON: a bit for each. */

export const QUOTE: i8 = 0x22;
export const BACKSLASH: i8 = 0x5c;
/** A brace, or the bracket that becomes one by the bit in which letters of one case differ from the other. */
export const OPEN: i8 = 0x7b;
export const CLOSE: i8 = 0x7d;
const LOWER: i8 = 0x20;
const ODD: u64 = 0xaaaaaaaaaaaaaaaa;

/** Number of the bit that closes the last bracket; 64 where none of them does. */
export function lastOf(opened: u64, closed: u64, depth: i32): usize {
  for (; closed != 0; closed &= closed - 1) {
    const before = (closed & (0 - closed)) - 1;
    const open = depth + <i32>popcnt(opened & before);
    if (open == 1) return <usize>ctz(closed);
    depth--;
  }
  return 64;
}

/** Sets the bits from every odd one on that is set to before the next. */
export function inText(quotes: u64): u64 {
  quotes ^= quotes << 1;
  quotes ^= quotes << 2;
  quotes ^= quotes << 4;
  quotes ^= quotes << 8;
  quotes ^= quotes << 16;
  return quotes ^ (quotes << 32);
}

/** The backslashes that escape, and what they escape unless it is another ("escape and terminal code" in simdjson). */
export function endsOf(backslashes: u64, escaped: u64): u64 {
  const first = backslashes & ~escaped;
  return (((first << 1) | ODD) - first) ^ ODD;
}

/** Where a byte is. */
export function bits(one: v128, two: v128, three: v128, four: v128, byte: i8): u64 {
  const wanted = i8x16.splat(byte);
  return (
    <u64>i8x16.bitmask(i8x16.eq(one, wanted)) |
    ((<u64>i8x16.bitmask(i8x16.eq(two, wanted))) << 16) |
    ((<u64>i8x16.bitmask(i8x16.eq(three, wanted))) << 32) |
    ((<u64>i8x16.bitmask(i8x16.eq(four, wanted))) << 48)
  );
}

/** Where brackets and braces are, that open or that close. */
export function brackets(one: v128, two: v128, three: v128, four: v128, brace: i8): u64 {
  const lower = i8x16.splat(LOWER);
  return bits(v128.or(one, lower), v128.or(two, lower), v128.or(three, lower), v128.or(four, lower), brace);
}
