import type { Span } from '../exchange/place.js';
import { skimmingCode } from './skimming-code.js';

/** Numbers in the state. */
const DEPTH = 0;
const BEGUN = 3;
const LONG_START = 4;
const LONG_END = 5;

/** Finds where values of JSON end, as fast as memory is read (src/assembly/skim.ts is what it runs). */
export class Skimmer {
  readonly #code = skimmingCode();
  readonly #state = new Int32Array(6);
  #bytes: Uint8Array = new Uint8Array(0);
  /** The stretch of them that was laid before it. */
  #laid: Span = { start: 0, end: 0 };

  /** Whether a value has begun that has not ended. */
  get isWithin(): boolean {
    return (this.#state[DEPTH] as number) > 0;
  }

  /** The longest string of the value that ended last, if it is long. */
  get long(): Span | undefined {
    const { [LONG_START]: start = 0, [LONG_END]: end = 0 } = this.#state;
    return end > start ? { start, end } : undefined;
  }

  /** Begins with the bytes that are there; until it is through with them no other may. */
  show(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#laid = { start: 0, end: 0 };
  }

  /** Tells that the bytes before an offset are gone. */
  dropped(count: number): void {
    for (const place of [BEGUN, LONG_START, LONG_END]) (this.#state[place] as number) -= count;
  }

  /** Begins with a value whose bracket has been read. */
  begin(): void {
    this.#state.fill(0);
    this.#state[DEPTH] = 1;
  }

  /** @returns behind the end of the value, or of the bytes */
  skim(from: number): number {
    const { memory, input, state, ROOM } = this.#code;
    const own = new Int32Array(memory.buffer, state.value, this.#state.length);
    own.set(this.#state);
    let at = from;
    while (at < this.#bytes.length && own[DEPTH] !== 0) {
      if (at < this.#laid.start || at >= this.#laid.end) {
        this.#laid = { start: at, end: Math.min(at + ROOM.value, this.#bytes.length) };
        new Uint8Array(memory.buffer, input.value).set(this.#bytes.subarray(at, this.#laid.end));
      }
      const offset = input.value - this.#laid.start;
      at = this.#code.skim(at + offset, this.#laid.end + offset, at) - offset;
    }
    this.#state.set(own);
    return at;
  }
}
