const LINE_FEED = 0x0a;

/** Puts the next bytes into the beginning of a buffer, as many as there are now; 0 at the end. */
export type Read = (into: Uint8Array) => Promise<number>;

/** Hands out chunks of any size in portions of the size that is asked for. */
export function readerOf(chunks: AsyncIterator<Uint8Array>): Read {
  let read = startingWith(new Uint8Array(0), async () => 0);
  return async (into) => {
    for (;;) {
      const count = await read(into);
      if (count > 0) return count;
      const next = await chunks.next();
      if (next.done) return 0;
      read = startingWith(next.value, async () => 0);
    }
  };
}

/** A reader that gives these bytes before those of another. */
export function startingWith(first: Uint8Array, read: Read): Read {
  let rest = first;
  return async (into) => {
    if (rest.length === 0) return read(into);
    const portion = rest.subarray(0, into.length);
    into.set(portion);
    rest = rest.subarray(portion.length);
    return portion.length;
  };
}

/** The first bytes of an input: so many, or all, or those to the end of a line. */
export interface Beginning {
  readonly first: Uint8Array;
  /** Gives them once more, and then the others. */
  readonly read: Read;
  /** Gives the others. */
  readonly rest: Read;
}

/** Does not fail: the readers do, behind the bytes that there are. */
export async function beginning(input: Read, length: number): Promise<Beginning> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  let rest = input;
  try {
    // Whoever sent a whole line may wait for its answer.
    for (let count = 1; filled < length && count > 0 && !buffer.includes(LINE_FEED); filled += count)
      count = await input(buffer.subarray(filled));
  } catch (error) {
    rest = () => Promise.reject(error);
  }
  const first = buffer.subarray(0, filled);
  return { first, read: startingWith(first, rest), rest };
}

const CHUNK_BYTES = 32 * 1024;

/** The bytes in chunks, each of which is overwritten by the next. */
export async function* chunksOf(read: Read): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (let count = await read(buffer); count > 0; count = await read(buffer)) yield buffer.subarray(0, count);
}
