import type { Exchange } from '../exchange/exchange.js';
import type { Fact, FactContext } from './fact.js';

/** Between which moments the server read the request, epoch milliseconds by its own clock. */
export interface ReadingTime {
  /** What the answer's `Date` says, or the time given in its place. */
  readonly clock: number;
  readonly earliest: number;
  readonly latest: number;
}

/** `Date` has whole seconds, cut off or rounded (RFC 9110, section 5.6.7). */
const RESOLUTION = 1000;

/** How long a call may have taken that nobody timed: the usual limit of clients and gateways. */
const LONGEST_CALL = 60_000;

/**
 * When the server read a request, as surely as its answer tells: not earlier than the call's duration before `Date`,
 * not later than `Date` and the `Age` that a cache has added (RFC 9111, section 5.1). The recorder's clock may be
 * wrong, but the time between two of its readings is the duration. `--now` is the moment itself.
 *
 * @returns the fact `response.date` where it is not known
 */
export function readingTime(context: FactContext): ReadingTime | Exclude<Fact, { is: 'known' }> {
  const date = context.fact('response.date');
  if (date.is !== 'known') return date;
  const clock = date.value as number;
  const { response, time } = context.exchange;
  if (!isDated(context.exchange)) return { clock, earliest: clock, latest: clock };
  const age = /^\d{1,9}$/.exec(response?.headers.get('age')?.value ?? '')?.[0] ?? 0;
  const took = time?.start === undefined || time.end === undefined ? undefined : time.end - time.start;
  return {
    clock,
    earliest: clock - RESOLUTION - (took !== undefined && took >= 0 ? took : LONGEST_CALL),
    latest: clock + RESOLUTION + Number(age) * 1000,
  };
}

/** Seconds by which a stamp may lie before and after the clock; left out where nothing is documented. */
export interface Window {
  readonly past?: number | undefined;
  readonly future?: number | undefined;
}

/** On which side of a window a stamp certainly lay; undefined where it cannot be told or no side is documented. */
export function sideOf(
  { earliest, latest }: ReadingTime,
  stampedAt: number,
  { past, future }: Window,
): 'past' | 'future' | 'inside' | undefined {
  if (past === undefined && future === undefined) return undefined;
  const farthestPast = past === undefined ? Number.POSITIVE_INFINITY : past * 1000;
  const farthestFuture = future === undefined ? Number.POSITIVE_INFINITY : future * 1000;
  if (earliest - stampedAt > farthestPast) return 'past';
  if (stampedAt - latest > farthestFuture) return 'future';
  return latest - stampedAt <= farthestPast && stampedAt - earliest <= farthestFuture ? 'inside' : undefined;
}

/** The clock that times are compared with, as it is said: the answer's own, else the one that --now stands for. */
export function clockName(exchange: Exchange): string {
  return isDated(exchange) ? "the answer's Date" : 'the time given with --now';
}

function isDated({ response }: Exchange): boolean {
  return !Number.isNaN(Date.parse(response?.headers.get('date')?.value ?? ''));
}
