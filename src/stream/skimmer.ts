import { skim as compiled } from '../assembly.generated.js';
import type { Span } from '../exchange/place.js';
import { instantiate } from '../web-assembly.js';

/** What src/assembly/skim.ts exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly input: { readonly value: number };
  readonly state: { readonly value: number };
  readonly ROOM: { readonly value: number };
  skim(start: number, end: number, base: number): number;
}

/** Numbers in the state. */
const DEPTH = 0;
const BEGUN = 3;
const LONGS = 4;
const LONG_START = 5;
const LONG_END = 6;

/** Loaded once, whoever skims: what it has to remember is handed to it. */
let loaded: Exports | undefined;

function load(): Exports {
  loaded ??= instantiate(compiled) as Exports;
  return loaded;
}

/** Finds where values of JSON end, as fast as memory is read (src/assembly/skim.ts is what it runs). */
export class Skimmer {
  readonly #code = load();
  readonly #state = new Int32Array(7);
  #bytes: Uint8Array = new Uint8Array(0);
  /** The stretch of them that was laid before it. */
  #laid: Span = { start: 0, end: 0 };

  /** Whether a value has begun that has not ended. */
  get isWithin(): boolean {
    return (this.#state[DEPTH] as number) > 0;
  }

  /** The only long string of the value that ended last. */
  get long(): Span | undefined {
    const { [LONGS]: count, [LONG_START]: start = 0, [LONG_END]: end = 0 } = this.#state;
    return count === 1 ? { start, end } : undefined;
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
