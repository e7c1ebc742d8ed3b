import type { Entry } from './entry.js';
import type { Session } from './session.js';

/** A call that was made before the wait was over that an earlier answer had asked for. */
export interface TooEarly {
  readonly refused: Entry;
  readonly seconds: number;
}

interface Wait {
  readonly refused: Entry;
  readonly answered: number;
  readonly until: number;
}

const waitsOf = new WeakMap<readonly Entry[], ReadonlyMap<Entry, Wait>>();

/** The last answer to this credential that asked to wait for longer than was waited (429; 503 of the same route). */
export function sentTooEarly(session: Session, now: Entry, time: number): TooEarly | undefined {
  const calls = session.sharing('caller', ({ caller }) => caller, now.caller);
  const waits = waitsOf.get(calls) ?? readWaits(calls);
  waitsOf.set(calls, waits);
  const wait = waits.get(now);
  if (!wait || time <= wait.answered || time >= wait.until) return undefined;
  const { refused, until } = wait;
  if (refused.status !== 429 && refused.path !== now.path) return undefined;
  return { refused, seconds: Math.ceil((until - time) / 1000) };
}

/** For each call the longest wait that was asked for before it. */
function readWaits(calls: readonly Entry[]): ReadonlyMap<Entry, Wait> {
  const waits = new Map<Entry, Wait>();
  let longest: Wait | undefined;
  for (const entry of calls) {
    if (longest) waits.set(entry, longest);
    if (entry.status !== 429 && entry.status !== 503) continue;
    const wait = entry.facts.fact('rate.wait');
    if (wait.is !== 'known' || typeof wait.value !== 'number') continue;
    const answered = Math.max(entry.exchange.time?.end ?? 0, entry.time as number);
    const until = answered + wait.value * 1000;
    if (!longest || until > longest.until) longest = { refused: entry, answered, until };
  }
  return waits;
}
