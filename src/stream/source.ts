import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Puts the next bytes into the beginning of a buffer, as many as there are now; 0 at the end. */
export type Read = (into: Uint8Array) => Promise<number>;

/** An open input. Nothing of it is read before it is asked for, so that a slow reader slows down its writer. */
export interface Source {
  readonly read: Read;
  /** Bytes on disk; undefined for a pipe or a device. */
  readonly size: number | undefined;
  /** How many of them were read. */
  consumed(): number;
  close(): Promise<void>;
}

/**
 * Opens a file, a named pipe or a device by its name, or takes a stream.
 *
 * @param stop ends the input where it is, as if it had no more bytes
 * @throws what the file system says
 */
export async function openSource(input: string | Readable, stop?: AbortSignal): Promise<Source> {
  const { size, read, close } = typeof input === 'string' ? await openFile(input) : ofStream(input, stop);
  let consumed = 0;
  return {
    size,
    close,
    consumed: () => consumed,
    async read(into) {
      if (stop?.aborted) return 0;
      const count = await read(into);
      consumed += count;
      return count;
    },
  };
}

type Opened = Pick<Source, 'read' | 'size' | 'close'>;

async function openFile(name: string): Promise<Opened> {
  const handle: FileHandle = await open(name, 'r');
  const about = await handle.stat();
  return {
    size: about.isFile() ? about.size : undefined,
    // Without a position: pipes and devices have none.
    read: async (into) => (await handle.read(into, 0, into.length, null)).bytesRead,
    close: () => handle.close(),
  };
}

function ofStream(stream: Readable, stop: AbortSignal | undefined): Opened {
  const end = () => stream.destroy();
  stop?.addEventListener('abort', end, { once: true });
  return {
    size: undefined,
    read: readerOf(chunksUntil(stream, stop)),
    async close() {
      stop?.removeEventListener('abort', end);
      stream.destroy();
    },
  };
}

async function* chunksUntil(stream: Readable, stop: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    if (!stop?.aborted) throw error;
  }
}

/** Hands out chunks of any size in portions of the size that is asked for. */
export function readerOf(chunks: AsyncIterator<Uint8Array>): Read {
  let rest: Uint8Array = new Uint8Array(0);
  return async (into) => {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done) return 0;
      rest = next.value;
    }
    const portion = rest.subarray(0, into.length);
    into.set(portion);
    rest = rest.subarray(portion.length);
    return portion.length;
  };
}
