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

/** `980 of the 1000 calls that the window allows are in this capture; …` */
export function windowWords({ calls, limit, from, to }: WindowReport): string {
  const others =
    calls < limit ? '; other programs with the same credential made the rest, or the limit is another' : '';
  return `${calls} calls of this capture from ${from} to ${to}, ${limit} are allowed${others}`;
}
