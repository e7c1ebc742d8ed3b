/** What stands in sixty-four bytes of JSON: a bit for each. */

export const QUOTE: i8 = 0x22;
export const BACKSLASH: i8 = 0x5c;
/** Brackets and braces, which this makes equal. */
export const LOWER: i8 = 0x20;
export const OPEN: i8 = 0x7b;
export const CLOSE: i8 = 0x7d;
export const ODD: u64 = 0xaaaaaaaaaaaaaaaa;

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

export function bits(one: v128, two: v128, three: v128, four: v128, byte: i8): u64 {
  const wanted = i8x16.splat(byte);
  return (
    <u64>i8x16.bitmask(i8x16.eq(one, wanted)) |
    ((<u64>i8x16.bitmask(i8x16.eq(two, wanted))) << 16) |
    ((<u64>i8x16.bitmask(i8x16.eq(three, wanted))) << 32) |
    ((<u64>i8x16.bitmask(i8x16.eq(four, wanted))) << 48)
  );
}
