/** Encodings that a byte-order mark names (WHATWG Encoding, section 6). */
const MARKS: readonly {
  readonly bytes: readonly number[];
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

export type Mark = (typeof MARKS)[number];

/** The byte-order mark that a text begins with. */
export function markOf(first: Uint8Array): Mark | undefined {
  return MARKS.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
}

/** UTF-16 as UTF-8, without the mark. */
export async function* asUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
