import type { Exchange } from '../../exchange/exchange.js';
import type { Turn } from './turns.js';

/** `--trace-time` in front of a line, then `--trace-ids`; the first group is the time. */
export const LINE_PREFIX = String.raw`(?:(\d\d:\d\d:\d\d\.\d{6}) )?(?:\[[\dx]{1,10}-[\dx]{1,10}\] )?`;

/** Seconds since midnight of a `--trace-time` prefix. */
export function clockSeconds(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/**
 * Epoch milliseconds of a turn's first and last line. `--trace-time` shows the local time of day only; the day and
 * the time zone are taken from the answer's `Date`, zones being multiples of 15 minutes. Undefined without one.
 */
export function clockTimes(turn: Turn): NonNullable<Exchange['time']> | undefined {
  const date = Date.parse(turn.response?.headers.get('date')?.value ?? '');
  if (!turn.clock || Number.isNaN(date)) return undefined;
  const { first, last } = turn.clock;
  const answered = nearest(date, last * 1000, QUARTER_HOUR);
  const took = last - first;
  return {
    start: Math.round(answered - (took < 0 ? took + DAY_SECONDS : took) * 1000),
    end: Math.round(answered),
  };
}

/** The time closest to `anchor` that equals `time` modulo `period`. */
function nearest(anchor: number, time: number, period: number): number {
  const difference = (((time - anchor) % period) + period) % period;
  return anchor + (difference > period / 2 ? difference - period : difference);
}

const QUARTER_HOUR = 15 * 60 * 1000;
const DAY_SECONDS = 24 * 3600;
