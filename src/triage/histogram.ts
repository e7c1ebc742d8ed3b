import type { Histogram } from '../report/triage-report.js';

/** Widths in seconds, each a multiple of those before it: so steps of one width are whole steps of the next. */
const WIDTHS = [1, 5, 15, 60, 300, 900, 3600, 10_800, 43_200, 86_400, 604_800, 2_419_200, 31_449_600];
const STEPS_KEPT = 120;

/**
 * How often something happened over time, in bounded memory. The width is always the smallest of the ladder with
 * which the steps that are not empty stay within the bound, whatever came first: so two can be put together exactly.
 */
export class Times {
  #level = 0;
  #width = WIDTHS[0] as number;
  #counts = new Map<number, number>();

  /** @param time epoch milliseconds */
  add(time: number, count = 1): void {
    this.#addStep(Math.floor(time / 1000 / this.#width), count);
  }

  merge({ width, counts }: Histogram): void {
    while (this.#width < width) this.#coarsen();
    for (const [step, count] of counts) this.#addStep(Math.floor((step * width) / this.#width), count);
  }

  toJSON(): Histogram {
    return { width: this.#width, counts: sorted(this.#counts) };
  }

  #addStep(step: number, count: number): void {
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + count);
    while (this.#counts.size > STEPS_KEPT && this.#level < WIDTHS.length - 1) this.#coarsen();
  }

  #coarsen(): void {
    const before = this.#width;
    this.#width = WIDTHS[++this.#level] as number;
    const counts = new Map<number, number>();
    for (const [step, count] of this.#counts) {
      const wider = Math.floor((step * before) / this.#width);
      counts.set(wider, (counts.get(wider) ?? 0) + count);
    }
    this.#counts = counts;
  }
}

/** How long calls took: steps of half a power of two, so that all that are possible fit. */
export class Durations {
  readonly #counts = new Map<number, number>();

  /** @param milliseconds at least 0; what is shorter than 1 counts as 1 */
  add(milliseconds: number): void {
    const step = milliseconds <= 1 ? 0 : Math.floor(2 * Math.log2(milliseconds));
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1);
  }

  merge({ counts }: Histogram): void {
    for (const [step, count] of counts) this.#counts.set(step, (this.#counts.get(step) ?? 0) + count);
  }

  toJSON(): Histogram {
    return { width: 0, counts: sorted(this.#counts) };
  }
}

function sorted(counts: ReadonlyMap<number, number>): [number, number][] {
  return [...counts].sort(([one], [other]) => one - other);
}
