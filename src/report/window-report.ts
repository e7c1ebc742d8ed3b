import type { FactContext } from '../facts/fact.js';
import type { Window } from '../history/window.js';
import type { WindowReport } from './diagnosis.js';

/** The rate window before a refusal, where the other calls of the capture fill a part of it. */
export function windowReport(facts: FactContext): { window?: WindowReport } {
  const fact = facts.fact('history.window');
  if (fact.is !== 'known' || fact.value === undefined) return {};
  const { from, to, limit, calls, buckets, routes } = fact.value as Window;
  if (calls === 0) return {};
  return {
    window: {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      limit,
      calls,
      buckets,
      routes,
    },
  };
}

/** `980 calls of this capture from 2026-09-21 12:26:00 to 12:27:00 UTC, 1000 are allowed; …` */
export function windowWords({ calls, limit, from, to }: WindowReport): string {
  const others =
    calls < limit ? '; other programs with the same credential made the rest, or the limit is another' : '';
  const end = from.slice(0, 10) === to.slice(0, 10) ? timeOfDay(to) : readable(to);
  return `${calls} ${calls === 1 ? 'call' : 'calls'} of this capture from ${readable(from)} to ${end} UTC, ${limit} are allowed${others}`;
}

/** `12:26:40` of an ISO time. */
export function timeOfDay(time: string): string {
  return time.slice(11, 19);
}

function readable(time: string): string {
  return `${time.slice(0, 10)} ${timeOfDay(time)}`;
}
