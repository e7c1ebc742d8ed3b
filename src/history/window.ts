import type { Entry } from './entry.js';
import { firstFrom, type Session } from './session.js';

/** The calls that used up a rate limit, as far as the capture holds them. */
export interface Window {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** Calls inside that the provider let pass; those that it turned away count nowhere. */
  readonly calls: number;
  /** The same by equal stretches of the window, earliest first. */
  readonly buckets: readonly number[];
  /** The same by method and path template, most frequent first. */
  readonly routes: readonly { readonly route: string; readonly calls: number }[];
}

const BUCKETS = 30;
/** A path has few routes; a hostile one may have many. */
const ROUTES = 10;

const windows = new WeakMap<Entry, Window>();

/** The documented window before a call that was refused with 429; undefined where no window is known. */
export function windowBefore(session: Session, now: Entry, time: number): Window | undefined {
  if (now.status !== 429) return undefined;
  const window = windows.get(now) ?? count(session, now, time);
  if (window) windows.set(now, window);
  return window;
}

function count(session: Session, now: Entry, time: number): Window | undefined {
  const { limit, seconds } = limitOf(now);
  if (limit === undefined || seconds === undefined) return undefined;
  const counted = countedWith(session, now);
  const from = time - seconds * 1000;
  const calls = counted
    .slice(firstFrom(counted, from), firstFrom(counted, time))
    .filter(({ status }) => status !== 429);
  const buckets = new Array<number>(BUCKETS).fill(0);
  const routes = new Map<string, number>();
  for (const call of calls) {
    const bucket = Math.floor((((call.time as number) - from) * BUCKETS) / (time - from));
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    routes.set(call.route, (routes.get(call.route) ?? 0) + 1);
  }
  return {
    from,
    to: time,
    limit,
    calls: calls.length,
    buckets,
    routes: [...routes]
      .map(([route, number]) => ({ route, calls: number }))
      .sort((a, b) => b.calls - a.calls)
      .slice(0, ROUTES),
  };
}

function countedWith(session: Session, now: Entry): readonly Entry[] {
  return now.facts.pack?.rateLimit?.per === 'account'
    ? session.sharing('host', ({ host }) => host, now.host)
    : session.sharing('caller', ({ caller }) => caller, now.caller);
}

/** By the pack, else by the answer: `RateLimit-Policy: "default";q=100;w=60`, in older drafts `100;w=60`. */
function limitOf({ facts, exchange }: Entry): { limit: number | undefined; seconds: number | undefined } {
  const { limit, windowSeconds } = facts.pack?.rateLimit ?? {};
  const policy = exchange.response?.headers.get('ratelimit-policy')?.value ?? '';
  const stated = /(?:^|[;,\s])(?:q=)?(\d{1,9})\s*;(?:[^,]*;)?\s*w=(\d{1,7})/.exec(policy);
  const said = facts.fact('rate.limit');
  return {
    limit: limit ?? (stated ? Number(stated[1]) : said.is === 'known' ? (said.value as number) : undefined),
    seconds: windowSeconds ?? (stated ? Number(stated[2]) : undefined),
  };
}
