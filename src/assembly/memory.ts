let end: usize = (__heap_base + 15) & ~15;

/** Room for so many bytes, which is never given back; 16 more behind it may be read. */
export function allocate(size: usize): usize {
  const start = end;
  end = (end + size + 31) & ~15;
  const missing = <i32>((end + 0xffff) >>> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return start;
}
