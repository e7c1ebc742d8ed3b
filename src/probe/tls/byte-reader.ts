/** Bytes ended before what they announced. */
export class CutShort extends Error {}

/** Reads numbers and vectors (RFC 8446, section 3) off bytes that may be cut or hostile. */
export class ByteReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  /** @throws CutShort where fewer are left */
  take(length: number): Uint8Array {
    if (length > this.left) throw new CutShort();
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  /** An unsigned number of up to four bytes, most significant first. */
  number(size: number): number {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** What stands behind a length of this many bytes. */
  vector(lengthSize: number): ByteReader {
    return new ByteReader(this.take(this.number(lengthSize)));
  }
}
