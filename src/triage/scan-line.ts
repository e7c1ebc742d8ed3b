const HYPHEN = 0x2d;
const SLASH = 0x2f;
const ZERO = 0x30;
/** A number of this many digits or more is no amount, but a time or an id: its length tells which. */
const LONG = 9;
/** An id may happen to be of letters alone; a name that people read has rarely so many without a break. */
const LONG_NAME = 10;
/** A line with more words with digits than these is read as a whole. */
const MOST_WORDS = 4096;
/** Bytes that belong to a word: 1 for a letter, 2 for a digit. */
const IN_WORD = new Uint8Array(256);
for (const [first, last, kind] of [
  ['0', '9', 2],
  ['A', 'Z', 1],
  ['a', 'z', 1],
] as const)
  IN_WORD.fill(kind, first.charCodeAt(0), last.charCodeAt(0) + 1);

/**
 * Folds a line: a run of letters and digits that holds a digit is an id, an amount or a time, and counts by its form
 * alone. Lines that differ in nothing else have one `shape`. The same object is used for line after line and allocates
 * nothing; four bytes are looked at together, because this is done to every byte of a log.
 */
export class LineScan {
  /** Of everything but the words with digits; 53 bits. */
  shape = 0;
  /** Of every byte; 53 bits; the same whether names are folded or not. */
  hash = 0;
  /** How many words with digits there are, or -1 where they are too many. */
  count = 0;
  /** Where the words with digits begin and end, alternately. */
  readonly words = new Int32Array(2 * MOST_WORDS);

  /**
   * @param view of the same bytes
   * @param names whether long words of letters alone are folded, too: that is slower
   */
  read(bytes: Uint8Array, view: DataView, start: number, end: number, names = false): void {
    const { words } = this;
    const last = end - 4;
    let shape = 0x811c9dc5 | 0;
    let exact = 0x9e3779b9 | 0;
    let count = 0;
    let fixed = start;
    let folded = 0;
    for (let at = start; at < end; ) {
      if (!names && at <= last) {
        const digits = view.getInt32(at, true) ^ 0x30303030;
        // Whether any of the four is below ten now (Warren, Hacker's Delight, 6-1).
        if (((digits - 0x0a0a0a0a) & ~digits & 0x80808080) === 0) {
          at += 4;
          continue;
        }
      }
      while (at < end && IN_WORD[bytes[at] as number] !== 2 && !(names && IN_WORD[bytes[at] as number] === 1))
        at++;
      if (at === end) break;
      let begin = at;
      while (begin > fixed && IN_WORD[bytes[begin - 1] as number] === 1) begin--;
      let letters = at - begin;
      const first = at;
      while (at < end) {
        const kind = IN_WORD[bytes[at] as number] as number;
        // What a hyphen joins is one id (a UUID) or date, of which a part may happen to hold no digit.
        if (kind === 0 && !(bytes[at] === HYPHEN && at > first && IN_WORD[bytes[at + 1] as number])) break;
        if (kind !== 2) letters++;
        at++;
      }
      const size = at - begin;
      // A name stays; and so does the id 0, which is the mistake of who calls.
      if (letters === size && size < LONG_NAME) continue;
      if (size === 1 && bytes[begin] === ZERO && bytes[begin - 1] === SLASH) continue;
      const isAmount = letters === 0 && size < LONG;
      // Whether an id has digits shows in a path, so the two are not alike.
      const form = isAmount ? 1 : (size << 8) | (letters === 0 ? 0 : letters === size ? 3 : 2);
      shape = hashed(view, fixed, begin, shape) ^ form;
      exact = hashed(view, begin, at, exact);
      fixed = at;
      folded += size;
      if (count < MOST_WORDS) {
        words[2 * count] = begin;
        words[2 * count + 1] = at;
      }
      count++;
    }
    shape = hashed(view, fixed, end, shape);
    this.count = count > MOST_WORDS ? -1 : count;
    // How many bytes stay, and how many words, is a second opinion on the shape.
    this.shape = joined(shape ^ Number(names), (count << 13) | ((end - start - folded) & 0x1fff));
    if (!names) this.hash = joined(exact, shape);
  }
}

/** A hash of some bytes (after MurmurHash, without its finish), going on from another. */
export function hashed(view: DataView, start: number, end: number, before: number): number {
  let hash = before ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  return hash;
}

/** 32 bits and the lower 21 of others as one number. */
export function joined(high: number, low: number): number {
  return (high >>> 0) * 0x200000 + (low & 0x1fffff);
}
