import type { Exchange } from '../../exchange/exchange.js';
import type { Members } from './members.js';

const START = [
  'starteddatetime',
  'timestamp',
  '@timestamp',
  'starttime',
  'startedat',
  'time',
  'ts',
  'datetime',
  'date',
];
/** Only names that tell the unit: a `duration` may be in anything. */
const MILLISECONDS = ['durationms', 'elapsedms', 'latencyms', 'responsetimems', 'tookms', 'responsetime'];

/** When the exchange began and ended, by the logger's clock. */
export function readTime(members: Members): Exchange['time'] {
  let start: number | undefined;
  members.find(START, (value) => {
    start = epochMilliseconds(value);
    return start !== undefined;
  });
  if (start === undefined) return undefined;
  const took = members.find(MILLISECONDS, (value) => typeof value === 'number' && value >= 0)?.value;
  return typeof took === 'number' ? { start, end: start + took } : { start };
}

function epochMilliseconds(value: unknown): number | undefined {
  if (typeof value === 'number') {
    if (value > 1e9 && value < 1e10) return value * 1000;
    return value > 1e12 && value < 1e13 ? value : undefined;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[T ]|^[A-Z][a-z]{2}, \d/.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
