import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { whyUnreadable } from '../input/why-unreadable.js';
import { asUtf8, markOf } from './decode.js';
import { beginning, chunksOf, type Read, readerOf, startingWith } from './read.js';
import { unpacked, unpackerOf } from './unpack.js';

/**
 * An open input, unpacked (gzip, Zstandard) and as UTF-8 without a byte-order mark. Nothing of it is read before it is
 * asked for, so that a slow reader slows down its writer.
 */
export interface Source {
  /** Does not fail: what cannot be read is an end, and `damage` tells why. */
  readonly read: Read;
  /** How many bytes were read, as they lie on disk. */
  consumed(): number;
  /** Why the input ended too early, as a sentence. */
  damage(): string | undefined;
  close(): Promise<void>;
}

/**
 * Opens a file, a named pipe or a device by its name.
 *
 * @param name as the user wrote it
 * @param stream what is read in place of the file of that name
 * @param stop ends the input where it is, as if it had no more bytes
 * @throws what the file system says where it cannot be opened
 */
export async function openSource(name: string, stream?: Readable, stop?: AbortSignal): Promise<Source> {
  const opened = stream ? ofStream(stream, stop) : await openFile(name);
  let consumed = 0;
  let damage: string | undefined;
  const counted: Read = async (into) => {
    const count = stop?.aborted ? 0 : await opened.read(into);
    consumed += count;
    return count;
  };
  let text: Promise<Read> | undefined;
  return {
    async read(into) {
      if (damage) return 0;
      try {
        text ??= asText(counted);
        return await (await text)(into);
      } catch (error) {
        damage = sentence(name, error as NodeJS.ErrnoException);
        return 0;
      }
    },
    consumed: () => consumed,
    damage: () => damage,
    close: opened.close,
  };
}

/** Errors of the file system have a code; others are sentences already. */
function sentence(name: string, error: NodeJS.ErrnoException): string {
  return error.code ? whyUnreadable(name, error) : error.message;
}

interface Opened {
  readonly read: Read;
  close(): Promise<void>;
}

async function openFile(name: string): Promise<Opened> {
  const handle = await open(name, 'r');
  const close = () => handle.close();
  if ((await handle.stat()).isFile())
    return {
      // To wake up another thread of Node takes longer than to copy what the system holds already.
      async read(into) {
        await setImmediate();
        return readSync(handle.fd, into);
      },
      close,
    };
  return {
    // Without a position: pipes and devices have none.
    read: async (into) => (await handle.read(into, 0, into.length, null)).bytesRead,
    close,
  };
}

function ofStream(stream: Readable, stop: AbortSignal | undefined): Opened {
  const end = () => stream.destroy();
  stop?.addEventListener('abort', end, { once: true });
  return {
    read: readerOf(untilStopped(stream, stop)),
    async close() {
      stop?.removeEventListener('abort', end);
      stream.destroy();
    },
  };
}

async function* untilStopped(stream: Readable, stop: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    if (!stop?.aborted) throw error;
  }
}

const MARK_BYTES = 4;

async function asText(raw: Read): Promise<Read> {
  let start = await beginning(raw, MARK_BYTES);
  const engine = unpackerOf(start.first);
  if (engine) start = await beginning(readerOf(unpacked(chunksOf(start.read), engine)), MARK_BYTES);
  const { first, read, rest } = start;
  const mark = markOf(first);
  if (!mark) return read;
  return mark.encoding === 'utf-8'
    ? startingWith(first.subarray(mark.bytes.length), rest)
    : readerOf(asUtf8(chunksOf(read), mark.encoding));
}
