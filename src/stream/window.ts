import { newlinesIn } from './newlines.js';
import type { Read } from './read.js';

const LITTLE = 64 * 1024;

/** The stretch of an input that is looked at: it grows at its end and is taken away from its beginning. */
export class Window {
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;
  #line = 1;
  #offset = 0;
  #ended = false;

  constructor(
    private readonly read: Read,
    /** Room that is made where there is more than a little. */
    private readonly room: number,
    /** Buffers that were given back: they are used again. */
    private readonly spare: ArrayBuffer[] = [],
  ) {
    this.#buffer = allocated(Math.min(room, LITTLE));
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Number (from 1) of the input's line in which the window begins. */
  get line(): number {
    return this.#line;
  }

  /** How many bytes of the input stand before the window. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether the input has no bytes behind the window. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Reads on until the window holds so many bytes, or to the end of the input. */
  async fill(length: number): Promise<void> {
    while (this.#length < length && !this.#ended) {
      if (this.#length === this.#buffer.length) this.#grow();
      const count = await this.read(this.#buffer.subarray(this.#length));
      this.#length += count;
      this.#ended = count === 0;
    }
  }

  /** The bytes up to an offset, which leave the window; their ArrayBuffer is nobody else's any more. */
  take(end: number): Uint8Array<ArrayBuffer> {
    const rest = this.#buffer.subarray(end, this.#length);
    if (rest.length > end) {
      const taken = new Uint8Array(this.#buffer.subarray(0, end));
      this.drop(end);
      return taken;
    }
    const taken = this.#buffer.subarray(0, end);
    this.#buffer = this.#ended ? allocated(rest.length) : this.#another(this.#roomAfter(rest.length));
    this.#buffer.set(rest);
    this.#length = rest.length;
    this.#offset += end;
    this.#line += newlinesIn(taken);
    return taken;
  }

  /** Forgets the bytes up to an offset. */
  drop(end: number): void {
    if (end === 0) return;
    this.#line += newlinesIn(this.#buffer.subarray(0, end));
    this.#buffer.copyWithin(0, end, this.#length);
    this.#offset += end;
    this.#length -= end;
  }

  /** As much as was needed before, unless that was for a single line or entry. */
  #roomAfter(rest: number): number {
    const before = this.#buffer.length;
    return Math.max(this.room, rest * 2, before <= this.room * 4 ? before : 0);
  }

  #another(room: number): Uint8Array<ArrayBuffer> {
    const spare = this.spare.pop();
    return spare && spare.byteLength >= room ? new Uint8Array(spare) : allocated(room);
  }

  #grow(): void {
    const larger = allocated(this.#buffer.length * 2);
    larger.set(this.bytes);
    this.#buffer = larger;
  }
}

/** Not from the pool that small buffers share, and not filled with zeros before it is filled with bytes. */
function allocated(length: number): Uint8Array<ArrayBuffer> {
  return Buffer.allocUnsafeSlow(Math.max(length, 1)) as Uint8Array<ArrayBuffer>;
}
