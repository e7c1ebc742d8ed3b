/** Of a body: what is longer is forwarded and not kept. */
const KEPT_BYTES = 4 * 2 ** 20;
/** Each piece costs some hundred bytes of its own: smaller ones are put together. */
const SMALL = 512;

/** Bytes of one direction of one call. */
export class KeptBytes {
  readonly #pieces: Buffer[] = [];
  #small: Buffer[] = [];
  #room = KEPT_BYTES;
  isCut = false;

  get isEmpty(): boolean {
    return this.#pieces.length === 0 && this.#small.length === 0;
  }

  /** Kept whole, however much there is already. */
  addHead(bytes: Buffer): void {
    this.#keep(bytes);
  }

  addBody(bytes: Buffer): void {
    if (bytes.length > this.#room) this.isCut = true;
    if (this.#room > 0 && bytes.length > 0) this.#keep(bytes.subarray(0, this.#room));
    this.#room = Math.max(0, this.#room - bytes.length);
  }

  get bytes(): Buffer {
    return Buffer.concat([...this.#pieces, ...this.#small]);
  }

  #keep(bytes: Buffer): void {
    this.#small.push(bytes);
    if (bytes.length < SMALL && this.#small.length < SMALL) return;
    this.#pieces.push(this.#small.length > 1 ? Buffer.concat(this.#small) : bytes);
    this.#small = [];
  }
}
