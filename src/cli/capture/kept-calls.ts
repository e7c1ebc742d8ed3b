import type { Summary } from '../../report/diagnosis.js';
import type { Leg } from '../../wire/leg.js';

export interface KeptCall {
  /** Calls are counted from 1, in the order in which they ended. */
  readonly number: number;
  readonly leg: Leg;
  /** What it was counted as. */
  readonly counted: Summary;
}

/** Failures are kept whole, as far as they fit. */
const FAILED = { calls: 2000, bytes: 32 * 2 ** 20 };
/** Of what worked, the beginning of both messages tells enough to look back on. */
const WORKED = { calls: 1000, bytes: 16 * 2 ** 20 };
const WORKED_BYTES = 16 * 1024;
/** What a failure is seen beside as soon as it happens. */
const WINDOW = { calls: 200, bytes: 2 ** 20 };

/** The latest calls, as many as fit: the memory that they take is bounded, however many there were. */
export class KeptCalls {
  readonly #failed = new Latest(FAILED);
  readonly #worked = new Latest(WORKED);

  addFailed(call: KeptCall): void {
    this.#failed.add(call);
  }

  addWorked(call: KeptCall): void {
    this.#worked.add({ ...call, leg: shortened(call.leg) });
  }

  /** How many failures are kept no more. */
  get forgotten(): number {
    return this.#failed.forgotten;
  }

  /** All in their order. */
  get all(): readonly KeptCall[] {
    return [...this.#failed.calls, ...this.#worked.calls].sort((one, other) => one.number - other.number);
  }

  /** The last ones: the last of all, and some before it. */
  get window(): readonly KeptCall[] {
    const window = new Latest(WINDOW);
    const { calls } = WINDOW;
    const last = [...this.#failed.calls.slice(-calls), ...this.#worked.calls.slice(-calls)];
    for (const call of last.sort((one, other) => one.number - other.number)) window.add(call);
    return window.calls;
  }
}

class Latest {
  readonly calls: KeptCall[] = [];
  forgotten = 0;
  #bytes = 0;

  constructor(private readonly most: { readonly calls: number; readonly bytes: number }) {}

  /** The last one is kept however large it is. */
  add(call: KeptCall): void {
    this.calls.push(call);
    this.#bytes += bytesOf(call.leg);
    while (this.calls.length > 1 && (this.calls.length > this.most.calls || this.#bytes > this.most.bytes)) {
      this.#bytes -= bytesOf((this.calls.shift() as KeptCall).leg);
      this.forgotten++;
    }
  }
}

/** How many bytes a call is. */
export function bytesOf({ sent, received }: Leg): number {
  return sent.length + received.length;
}

function shortened(leg: Leg): Leg {
  const { sent, received } = leg;
  return {
    ...leg,
    ...(sent.length > WORKED_BYTES && { sent: beginning(sent), sentCut: true }),
    ...(received.length > WORKED_BYTES && { received: beginning(received), cut: true }),
  };
}

/** A copy, which does not hold on to the rest. */
function beginning(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, WORKED_BYTES));
}
