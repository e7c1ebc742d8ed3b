import { once } from 'node:events';
import { brotliDecompressSync, constants, createBrotliCompress } from 'node:zlib';

/** No line of JSON is empty. */
const BETWEEN_TEXTS = '\n\n';

/** What is packed begins anew after so much text: smaller pieces take more room, larger ones more time to read. */
const PIECE = 100_000;

/**
 * Texts by name, packed as one because they have so much in common. The longest come first: to read one, only what
 * comes before it is unpacked.
 *
 * @param texts ASCII without empty lines
 */
export async function packTogether(texts: Readonly<Record<string, string>>): Promise<Buffer> {
  const packer = createBrotliCompress();
  const packed: Buffer[] = [];
  packer.on('data', (bytes: Buffer) => packed.push(bytes));
  const ends: [name: string, end: number][] = [];
  let piece: string[] = [];
  let size = 0;
  const endPiece = () => {
    const end = packed.reduce((sum, { length }) => sum + length, 0);
    for (const name of piece) ends.push([name, end]);
    piece = [];
    size = 0;
  };
  const longestFirst = Object.entries(texts).sort(([, one], [, other]) => other.length - one.length);
  for (const [name, text] of longestFirst) {
    packer.write(text + BETWEEN_TEXTS);
    piece.push(name);
    size += text.length;
    if (size < PIECE) continue;
    await new Promise<void>((flushed) => packer.flush(flushed));
    endPiece();
  }
  packer.end();
  await once(packer, 'end');
  endPiece();
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
    this.#ends = new Map(JSON.parse(bytes.toString('latin1', 0, head)) as [string, number][]);
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
