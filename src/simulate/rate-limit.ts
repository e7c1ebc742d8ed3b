import type { PackSettings } from '../causes/pack.js';

/** What is left of a window after a call. */
export interface Allowance {
  /** The call is one too many. */
  readonly isOver: boolean;
  /** Whole seconds until the window begins anew. */
  readonly wait: number;
  /** What is documented to be sent with every answer. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

interface Window {
  readonly ends: number;
  calls: number;
}

/** So many callers are counted one by one; a hostile client may invent more. */
const CALLERS = 1000;

/** Counts calls against the documented limit, in windows that begin with a caller's first call. */
export class RateLimit {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly documented: NonNullable<PackSettings['rateLimit']>) {}

  /**
   * Counts a call; undefined where no limit is published.
   *
   * @param now epoch milliseconds
   */
  count(caller: string, now: number): Allowance | undefined {
    const { limit, windowSeconds, per, remaining, reset } = this.documented;
    if (limit === undefined || windowSeconds === undefined) return undefined;
    const window = this.#window(per === 'account' ? '' : caller, now, windowSeconds);
    const isOver = window.calls >= limit;
    if (!isOver) window.calls++;
    const numbers: [string | undefined, number][] = [
      [remaining?.replace(/remaining/i, 'limit'), limit],
      [remaining, limit - window.calls],
      [reset, Math.ceil(window.ends / 1000)],
    ];
    return {
      isOver,
      wait: Math.max(1, Math.ceil((window.ends - now) / 1000)),
      headers: numbers.flatMap(([name, value]) => (name ? [[name, String(value)] as const] : [])),
    };
  }

  #window(caller: string, now: number, seconds: number): Window {
    const kept = this.#windows.get(caller);
    if (kept && kept.ends > now) return kept;
    if (this.#windows.size >= CALLERS) this.#windows.clear();
    const window = { ends: now + seconds * 1000, calls: 0 };
    this.#windows.set(caller, window);
    return window;
  }
}
