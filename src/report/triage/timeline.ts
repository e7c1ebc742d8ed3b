import type { Histogram } from '../triage-report.js';

/** Several series over one stretch of time, in steps of equal width. Times are seconds since the epoch. */
export interface Timeline {
  readonly from: number;
  /** Seconds. */
  readonly step: number;
  /** One list for each series, all of one length. */
  readonly counts: readonly (readonly number[])[];
}

/** Widths that people read easily. */
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800,
];

/**
 * Lays histograms of times side by side; those of one series are added up. The steps are the narrowest that all
 * histograms can be told in and of which at most `most` are needed. Undefined where no time was captured.
 */
export function timeline(series: readonly (readonly Histogram[])[], most: number): Timeline | undefined {
  const usable = series.map((histograms) => histograms.filter(isDated));
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let widest = 0;
  for (const { width, counts } of usable.flat()) {
    const [first, last] = [counts[0], counts.at(-1)];
    if (!first || !last) continue;
    from = Math.min(from, first[0] * width);
    to = Math.max(to, (last[0] + 1) * width);
    widest = Math.max(widest, width);
  }
  if (widest === 0) return undefined;
  const step = stepFor(from, to, widest, most);
  const start = Math.floor(from / step);
  const length = Math.ceil(to / step) - start;
  const counts = usable.map((histograms) => {
    const sums = new Array<number>(length).fill(0);
    for (const { width, counts } of histograms)
      for (const [at, count] of counts) {
        const index = Math.floor((at * width) / step) - start;
        sums[index] = (sums[index] ?? 0) + count;
      }
    return sums;
  });
  return { from: start * step, step, counts };
}

/** Seconds; what a calendar can tell, with room for a step (ECMA-262, 21.4.1.1). */
const LAST = 8e12;

/** A report may come from elsewhere, and a clock may say anything. */
export function isDated({ width, counts }: Histogram): boolean {
  return width > 0 && counts.every(([step]) => Math.abs(step * width) < LAST);
}

function stepFor(from: number, to: number, widest: number, most: number): number {
  const fits = (step: number) => Math.ceil(to / step) - Math.floor(from / step) <= most;
  const readable = STEPS.find((step) => step % widest === 0 && fits(step));
  let step = readable ?? widest;
  while (!fits(step)) step *= 2;
  return step;
}
