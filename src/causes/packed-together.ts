import { once } from 'node:events';
import { brotliDecompressSync, constants, createBrotliCompress } from 'node:zlib';

/** No line of JSON is empty. */
const BETWEEN_TEXTS = '\n\n';

/** Texts by name, whose characters are a byte each, without empty lines. */
export type Piece = Readonly<Record<string, string>>;

/**
 * Texts by name, packed as one because they have so much in common. To read one, its piece and those before it are
 * unpacked: smaller pieces take more room, larger ones more time to read.
 */
export async function packTogether(pieces: readonly Piece[]): Promise<Buffer> {
  const packer = createBrotliCompress();
  const packed: Buffer[] = [];
  packer.on('data', (bytes: Buffer) => packed.push(bytes));
  const ends: [end: number, ...names: string[]][] = [];
  for (const piece of pieces) {
    for (const text of Object.values(piece)) packer.write(text + BETWEEN_TEXTS, 'latin1');
    await new Promise<void>((flushed) => packer.flush(flushed));
    ends.push([packed.reduce((sum, { length }) => sum + length, 0), ...Object.keys(piece)]);
  }
  packer.end();
  await once(packer, 'end');
  return Buffer.concat([Buffer.from(`${JSON.stringify(ends)}\n`), ...packed]);
}

/** What `packTogether` wrote. */
export class PackedTogether {
  /** Where the piece of each text ends, in the order in which they are packed. */
  readonly #ends: ReadonlyMap<string, number>;
  readonly #packed: Buffer;
  readonly #names: readonly string[];
  #texts: readonly string[] = [];

  constructor(bytes: Buffer) {
    const head = bytes.indexOf('\n');
    const ends = JSON.parse(bytes.toString('latin1', 0, head)) as [number, ...string[]][];
    this.#ends = new Map(ends.flatMap(([end, ...names]) => names.map((name) => [name, end] as const)));
    this.#names = [...this.#ends.keys()];
    this.#packed = bytes.subarray(head + 1);
  }

  /** One text; empty when there is none. `soon` are names of others that will be asked for, so that all is read once. */
  text(name: string, soon: Iterable<string> = []): string {
    const place = this.#names.indexOf(name);
    if (place >= this.#texts.length) {
      const end = Math.max(...[name, ...soon].map((one) => this.#ends.get(one) ?? 0));
      this.#texts = brotliDecompressSync(this.#packed.subarray(0, end), {
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      })
        .toString('latin1')
        .split(BETWEEN_TEXTS)
        // Behind the last one nothing has been unpacked yet.
        .slice(0, -1);
    }
    return this.#texts[place] ?? '';
  }
}
