/**
 * Which alternative each dimension takes: 0, the documented one, for all but a few. It is changed in place, because a
 * search makes millions of them.
 */
export class Choice {
  readonly #alternatives: Uint16Array;
  /** The dimensions that do not take their documented alternative; the first `#count` are valid. */
  readonly #changed: Uint16Array;
  /** Dimension → what its alternatives are numbered from. */
  readonly #first: Float64Array;
  readonly #total: number;
  #count = 0;

  /** @param sizes how many alternatives each dimension has, the documented one included */
  constructor(sizes: readonly number[], depth: number) {
    this.#alternatives = new Uint16Array(sizes.length);
    this.#changed = new Uint16Array(Math.max(depth, 1));
    this.#first = new Float64Array(sizes.length);
    let total = 1;
    for (const [dimension, size] of sizes.entries()) {
      this.#first[dimension] = total;
      total += size;
    }
    this.#total = total;
  }

  of(dimension: number): number {
    return this.#alternatives[dimension] ?? 0;
  }

  /** Takes an alternative; undone by `pop` in reverse order. */
  push(dimension: number, alternative: number): void {
    this.#alternatives[dimension] = alternative;
    this.#changed[this.#count++] = dimension;
  }

  pop(): void {
    this.#alternatives[this.#changed[--this.#count] as number] = 0;
  }

  /** How many dimensions do not take their documented alternative. */
  get count(): number {
    return this.#count;
  }

  /** The changed dimension of this number, in the order in which they were taken. */
  changed(number: number): number {
    return this.#changed[number] as number;
  }

  /** Whether a changed dimension is among those marked. */
  touches(mask: Uint8Array): boolean {
    for (let index = 0; index < this.#count; index++) {
      if (mask[this.#changed[index] as number]) return true;
    }
    return false;
  }

  /** A key of its own for what is chosen among these dimensions. */
  keyWithin(mask: Uint8Array): number | string {
    let key: number | string = 0;
    for (let index = 0, taken = 0; index < this.#count; index++) {
      const dimension = this.#changed[index] as number;
      if (!mask[dimension]) continue;
      const one = (this.#first[dimension] as number) + (this.#alternatives[dimension] as number);
      // Three numbers of a hundred thousand each fit; more do not.
      key = ++taken <= 3 && this.#total <= 100_000 ? (key as number) * this.#total + one : `${key},${one}`;
    }
    return key;
  }
}
