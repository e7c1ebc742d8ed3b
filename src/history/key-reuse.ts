import type { Place } from '../exchange/place.js';
import { valuePlace } from '../exchange/body.js';
import type { Entry } from './entry.js';
import { jsonDifference } from './json-difference.js';
import { firstFrom, type Session } from './session.js';

/** An idempotency key that was sent before, with another request. */
export interface KeyReuse {
  readonly first: Entry;
  /** Seconds between the two. */
  readonly after: number;
  /** What differs: a JSON path, or in words. */
  readonly differs: string;
  readonly at: Place | undefined;
}

/** Requests with one key that are compared; the first decides, unless the provider turned it away. */
const COMPARED = 20;

/**
 * The first request within the documented lifetime of the key that was another one; undefined when there is none in
 * this session.
 */
export function keyReuse(session: Session, now: Entry, time: number): KeyReuse | undefined {
  if (now.key === undefined) return undefined;
  const same = withKeyOf(session, now);
  const hours = now.facts.pack?.idempotency?.lifetimeHours ?? Number.POSITIVE_INFINITY;
  const from = firstFrom(same, time - hours * 3_600_000);
  const until = Math.min(firstFrom(same, time), from + COMPARED);
  for (const first of same.slice(from, until)) {
    const difference = differenceOf(first, now);
    if (difference) return { first, after: (time - (first.time as number)) / 1000, ...difference };
  }
  return undefined;
}

/** Seconds since the last request with this key, when that was the same request and the key has died since. */
export function keyOutlived(session: Session, now: Entry, time: number): number | undefined {
  const hours = now.facts.pack?.idempotency?.lifetimeHours;
  if (now.key === undefined || hours === undefined) return undefined;
  const [first] = withKeyOf(session, now);
  const after = first && (time - (first.time as number)) / 1000;
  return after !== undefined && after > hours * 3600 && first?.request === now.request ? after : undefined;
}

/** A key belongs to the account that sent it: calls that are known to be of another credential use one of their own. */
function withKeyOf(session: Session, now: Entry): readonly Entry[] {
  const same = session.sharing('key', keyAtHost, keyAtHost(now));
  const { caller } = now;
  return caller === undefined
    ? same
    : same.filter((one) => one.caller === undefined || one.caller === caller);
}

function keyAtHost(entry: Entry): string | undefined {
  return entry.key === undefined ? undefined : `${entry.host} ${entry.key}`;
}

function differenceOf(first: Entry, now: Entry): { differs: string; at: Place | undefined } | undefined {
  const { request } = now.exchange;
  if (first.method !== now.method) return { differs: 'the method', at: request?.methodAt };
  if (first.path !== now.path) return { differs: 'the path', at: request?.urlAt };
  if (first.body === undefined || now.body === undefined || first.body === now.body) return undefined;
  const [one, other] = [first.facts.body('request'), now.facts.body('request')];
  if (one.is !== 'json' || other.is !== 'json' || !request)
    return { differs: 'the body', at: request?.urlAt };
  const path = jsonDifference(one.value, other.value);
  if (path) return { differs: path.join('.') || 'the body', at: valuePlace(request.body, path) };
  const ordered = JSON.stringify(one.value) === JSON.stringify(other.value);
  return { differs: ordered ? 'white space alone' : 'the order of the members alone', at: request.urlAt };
}
