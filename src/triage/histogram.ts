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
  /** The step at hand, which mostly is the next one's, too. */
  #step = 0;
  #more = 0;

  /** @param time epoch milliseconds */
  add(time: number): void {
    const step = Math.floor(time / 1000 / this.#width);
    if (step !== this.#step) {
      this.#settle();
      // It may be coarser now.
      this.#step = Math.floor(time / 1000 / this.#width);
    }
    this.#more++;
  }

  merge({ width, counts }: Histogram): void {
    this.#settle();
    while (this.#width < width) this.#coarsen();
    for (const [step, count] of counts) this.#addStep(Math.floor((step * width) / this.#width), count);
  }

  toJSON(): Histogram {
    this.#settle();
    return { width: this.#width, counts: sorted(this.#counts) };
  }

  #settle(): void {
    if (this.#more > 0) this.#addStep(this.#step, this.#more);
    this.#more = 0;
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
  /** By step. */
  readonly #counts: number[] = [];

  /** @param milliseconds at least 0; what is shorter than 1 counts as 1 */
  add(milliseconds: number): void {
    this.#addStep(milliseconds <= 1 ? 0 : Math.floor(2 * Math.log2(milliseconds)), 1);
  }

  merge({ counts }: Histogram): void {
    // A report may come from elsewhere.
    for (const [step, count] of counts) this.#addStep(Math.min(Math.max(0, Math.floor(step)), LAST), count);
  }

  toJSON(): Histogram {
    return { width: 0, counts: this.#counts.flatMap((count, step) => (count > 0 ? [[step, count]] : [])) };
  }

  #addStep(step: number, count: number): void {
    while (this.#counts.length <= step) this.#counts.push(0);
    this.#counts[step] = (this.#counts[step] as number) + count;
  }
}

/** No number is larger than the step before. */
const LAST = 2048;

function sorted(counts: ReadonlyMap<number, number>): [number, number][] {
  return [...counts].sort(([one], [other]) => one - other);
}
