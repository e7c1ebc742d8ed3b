const FACTOR: u64 = 0x9e3779b97f4a7c15;

/** One more word into a hash. */
export function mixed(hash: u64, word: u64): u64 {
  hash = (hash ^ word) * FACTOR;
  return hash ^ (hash >>> 29);
}

/** Some bytes into a hash; of those that do not fill a word, some are looked at twice. */
export function hashed(start: usize, size: u32, hash: u64): u64 {
  hash ^= (<u64>size) << 32;
  if (size >= 8) {
    const last = start + size - 8;
    for (let at = start; at < last; at += 8) hash = mixed(hash, load<u64>(at));
    return mixed(hash, load<u64>(last));
  }
  if (size >= 4) return mixed(hash, load<u32>(start) | ((<u64>load<u32>(start + size - 4)) << 32));
  if (size == 0) return hash;
  const middle = <u64>load<u8>(start + (size >>> 1));
  return mixed(hash, load<u8>(start) | (middle << 8) | ((<u64>load<u8>(start + size - 1)) << 16));
}

/** As much of a hash as a number of JavaScript holds; never 0. */
export function shortened(hash: u64): u64 {
  return (hash >>> 11) | 1;
}
