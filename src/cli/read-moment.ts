import { UsageError } from './usage-error.js';

/** A moment as people write it, in epoch milliseconds: ISO 8601, any other form of `Date`, or epoch numbers. */
export function readTime(text: string): number {
  const number = /^\d{9,14}$/.test(text) ? Number(text) : Number.NaN;
  // Eleven digits of seconds are the year 5138: no number is both.
  const time = Number.isNaN(number) ? Date.parse(text) : number < 1e11 ? number * 1000 : number;
  if (Number.isNaN(time)) throw new UsageError('Expected a time such as 2026-09-21T12:26:40Z.');
  return time;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The same, or how long ago: `90s`, `30m`, `2h`, `1d`. */
export function readMoment(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return Date.now() - Number(count) * (UNITS[unit] as number);
  try {
    return readTime(text);
  } catch {
    throw new UsageError('Expected a time such as 2026-09-21T12:26:40Z, or 2h for two hours ago.');
  }
}
