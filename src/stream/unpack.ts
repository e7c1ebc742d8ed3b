import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** What packs a whole file, told by its first bytes (RFC 1952, section 2.3.1; RFC 8878, section 3.1.1). */
const PACKED: readonly { readonly magic: readonly number[]; readonly engine: () => Transform | undefined }[] =
  [
    { magic: [0x1f, 0x8b, 0x08], engine: () => zlib.createGunzip({ chunkSize: UNPACKED_AT_ONCE }) },
    { magic: [0x28, 0xb5, 0x2f, 0xfd], engine: zstd },
  ];

/** Each call to the unpacking thread costs, whatever it gives. */
const UNPACKED_AT_ONCE = 256 * 1024;

/**
 * What unpacks data that begins so; undefined where it is not packed.
 *
 * @throws Error where this version of Node cannot unpack it, with what can
 */
export function unpackerOf(first: Uint8Array): Transform | undefined {
  const packed = PACKED.find(({ magic }) => magic.every((byte, index) => first[index] === byte));
  if (!packed) return undefined;
  const engine = packed.engine();
  if (!engine)
    throw new Error(
      `It is packed with Zstandard, which Node ${process.version} cannot unpack: zstd -dc FILE | errdoctor triage -`,
    );
  return engine;
}

/** Since Node 22.15. */
function zstd(): Transform | undefined {
  const { createZstdDecompress } = zlib as typeof zlib & {
    createZstdDecompress?: (options: zlib.ZlibOptions) => Transform;
  };
  return createZstdDecompress?.({ chunkSize: UNPACKED_AT_ONCE });
}

/**
 * Unpacks chunks, one at a time: memory is bounded by what one of them can hold.
 *
 * @throws Error behind all that could be unpacked, where the data is damaged or cut off
 */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  engine: Transform,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failure: NodeJS.ErrnoException | undefined;
  engine.on('data', (chunk: Uint8Array) => ready.push(chunk));
  engine.on('error', (error) => {
    failure = error;
  });
  // Not an iterator over the stream: where that fails it drops what was unpacked and not yet asked for.
  for await (const chunk of chunks) {
    if (engine.destroyed) break;
    await new Promise<void>((resolve) => {
      engine.once('close', resolve);
      engine.write(chunk, () => {
        engine.off('close', resolve);
        resolve();
      });
    });
    yield* ready.splice(0);
  }
  if (!engine.destroyed)
    await new Promise<void>((resolve) => {
      engine.once('close', resolve);
      engine.end();
    });
  yield* ready.splice(0);
  if (failure) throw new Error(sentence(failure), { cause: failure });
}

function sentence({ code = '', message }: NodeJS.ErrnoException): string {
  const isCut = code === 'Z_BUF_ERROR' || /unexpected end|truncated/i.test(message);
  return `The packed data is ${isCut ? 'cut off' : 'damaged'}: what could be unpacked was read.`;
}
