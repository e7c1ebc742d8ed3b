import { allocate } from './memory';

/** What is remembered, by 53 bits of a hash: open addressing, the key and the value of a slot next to each other. */
const SLOT: usize = 16;
let mask: u32 = 1023;
let slots: usize = cleared(mask);
let used: u32 = 0;

/** @returns 0 for what is not remembered */
export function remembered(key: u64): i32 {
  return load<i32>(slotOf(key), 8);
}

export function remember(key: u64, value: i32): void {
  let slot = slotOf(key);
  if (load<u64>(slot) == 0) {
    if (++used * 2 > mask) {
      grow();
      slot = slotOf(key);
    }
    store<u64>(slot, key);
  }
  store<i32>(slot, value, 8);
}

/** The slot of a key, or the one in which it would be. */
function slotOf(key: u64): usize {
  let slot: usize = 0;
  let found: u64 = 0;
  let index = <u32>(key >>> 3);
  do {
    slot = slots + <usize>(index++ & mask) * SLOT;
    found = load<u64>(slot);
  } while (found != key && found != 0);
  return slot;
}

function grow(): void {
  const before = slots;
  const end = slots + <usize>(mask + 1) * SLOT;
  mask = mask * 2 + 1;
  slots = cleared(mask);
  for (let slot = before; slot < end; slot += SLOT) {
    const key = load<u64>(slot);
    if (key == 0) continue;
    const other = slotOf(key);
    store<u64>(other, key);
    store<i32>(other, load<i32>(slot, 8), 8);
  }
}

function cleared(mask: u32): usize {
  // Memory that was never used is zero.
  return allocate(<usize>(mask + 1) * SLOT);
}
