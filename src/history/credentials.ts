import type { Entry } from './entry.js';
import { firstFrom, type Session } from './session.js';

/** How one credential fared, or all of one host. */
interface Fortune {
  readonly lastSuccess: Entry | undefined;
  /** Calls that were refused (401, 403), while none succeeded. */
  readonly allRefused: number | undefined;
}

const fortunes = new WeakMap<readonly Entry[], Fortune>();

/** The last success with the credential of a refused call, when it worked before and never after. */
export function workedUntil(session: Session, now: Entry, time: number): Entry | undefined {
  if (!isRefused(now) || now.caller === undefined) return undefined;
  const { lastSuccess } = fortuneOf(session.sharing('caller', callerOf, now.caller));
  if (!lastSuccess || (lastSuccess.time as number) >= time) return undefined;
  // A 403 may be about one route: only a route that was open before tells of the credential.
  return now.status === 401 || fortuneOf(session.sharing('route', routeOf, routeOf(now))).lastSuccess
    ? lastSuccess
    : undefined;
}

/** How many calls the credential of a refused call made, when all of them were refused. */
export function allRefused(session: Session, now: Entry): number | undefined {
  if (!isRefused(now) || now.caller === undefined) return undefined;
  return fortuneOf(session.sharing('caller', callerOf, now.caller)).allRefused;
}

/** The first success at the same host after a refused call with another credential, when this one never works again. */
export function otherWorks(session: Session, now: Entry, time: number): Entry | undefined {
  if (!isRefused(now) || now.caller === undefined) return undefined;
  const { lastSuccess } = fortuneOf(session.sharing('caller', callerOf, now.caller));
  if (lastSuccess && (lastSuccess.time as number) >= time) return undefined;
  const atHost = session.sharing('host', ({ host }) => host, now.host);
  for (let index = firstFrom(atHost, time); index < atHost.length; index++) {
    const other = atHost[index] as Entry;
    if (other.caller !== undefined && other.caller !== now.caller && other.succeeded) return other;
  }
  return undefined;
}

function isRefused({ status }: Entry): boolean {
  return status === 401 || status === 403;
}

function callerOf({ caller }: Entry): string | undefined {
  return caller;
}

function routeOf({ caller, method, path }: Entry): string | undefined {
  return caller && `${caller} ${method} ${path}`;
}

function fortuneOf(entries: readonly Entry[]): Fortune {
  const before = fortunes.get(entries);
  if (before) return before;
  const fortune = {
    lastSuccess: entries.findLast(({ succeeded }) => succeeded),
    allRefused: entries.every(isRefused) ? entries.length : undefined,
  };
  fortunes.set(entries, fortune);
  return fortune;
}
