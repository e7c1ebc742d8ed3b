import { mayHaveHappened } from '../facts/uncertain.js';
import type { Entry } from './entry.js';
import { firstFrom, type Session } from './session.js';

/** The same request, sent again after it failed. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly before: Attempt | undefined;
  readonly entry: Entry;
  /** Answers of 5xx without a break, this one included. */
  readonly faults: number;
}

/** A later one is not a retry: somebody tries again another day. */
const LONGEST_PAUSE = 3600_000;

const attemptsIn = new WeakMap<readonly Entry[], ReadonlyMap<Entry, Attempt>>();

/** Which attempt of its request an exchange is; undefined where that cannot be told. */
export function attemptOf(session: Session, now: Entry): Attempt | undefined {
  const same = session.sharing('call', ({ call }) => call, now.call);
  const known = attemptsIn.get(same) ?? countAttempts(same);
  attemptsIn.set(same, known);
  return known.get(now);
}

/** One sweep. Bodies are compared only where something failed. */
function countAttempts(calls: readonly Entry[]): ReadonlyMap<Entry, Attempt> {
  const attempts = new Map<Entry, Attempt>();
  const open = new Map<string, Attempt>();
  for (const entry of calls) {
    if (open.size === 0 && !entry.failed) continue;
    const { request } = entry;
    if (request === undefined) continue;
    const last = open.get(request);
    const before = last && isLater(entry, last.entry) ? last : undefined;
    const fault = (entry.status ?? 0) >= 500 ? 1 : 0;
    const attempt = {
      number: (before?.number ?? 0) + 1,
      before,
      entry,
      faults: fault && fault + (before?.faults ?? 0),
    };
    attempts.set(entry, attempt);
    if (entry.failed) open.set(request, attempt);
    else open.delete(request);
  }
  return attempts;
}

function isLater(entry: Entry, before: Entry): boolean {
  const pause = (entry.time as number) - (before.time as number);
  return pause > 0 && pause <= LONGEST_PAUSE;
}

/** Why a repeat of a write was blind: nobody had looked, and no key protects it. */
export interface BlindRepeat {
  readonly first: Entry;
  readonly key: 'no-key' | 'other-key';
}

/** A POST or PATCH whose last attempt may have been carried out, sent again without its key and without a look. */
export function blindRepeat(session: Session, now: Entry): BlindRepeat | undefined {
  if (now.method !== 'POST' && now.method !== 'PATCH') return undefined;
  const first = attemptOf(session, now)?.before?.entry;
  if (!first || !mayHaveHappened(first.exchange)) return undefined;
  if (now.key !== undefined && now.key === first.key) return undefined;
  const reads = session.sharing('reads', readAtHost, now.host);
  const next = reads[firstFrom(reads, first.time as number)];
  if (next && (next.time as number) <= (now.time as number)) return undefined;
  return { first, key: now.key === undefined ? 'no-key' : 'other-key' };
}

function readAtHost({ method, host }: Entry): string | undefined {
  return method === 'GET' ? host : undefined;
}

/** Refusals that the same request does not turn into a success: whoever waits for a 404 or 409 to end may be right. */
const LASTING: ReadonlySet<number> = new Set([400, 401, 402, 403, 405, 406, 411, 413, 414, 415, 422]);

/** Headers that differ in every request and are no change. */
const NOISE = /^(?:x-)?(?:(?:request|correlation|trace|span)-?id|amzn-trace-id|b3.*)$|^trace|^date$/i;

/** The attempt before this one, when it was refused for good and nothing was changed since. */
export function retriedUnchanged(session: Session, now: Entry): Entry | undefined {
  const refused = attemptOf(session, now)?.before?.entry;
  if (!refused || !LASTING.has(refused.status ?? 0) || refused.caller !== now.caller) return undefined;
  return headersOf(refused) === headersOf(now) ? refused : undefined;
}

function headersOf({ exchange }: Entry): string {
  const fields = (exchange.request?.headers.list ?? []).filter(({ name }) => !NOISE.test(name));
  return fields.map(({ name, value }) => `${name.toLowerCase()}:${value}`).join('\n');
}

/** So many waits have to agree. */
const WAITS = 3;
/** A timer fires a little late. */
const LATE = 30;
const STEP = 500;

/**
 * The waits in seconds before the last attempts, when each of them was a whole number of half seconds: chance does not
 * do that three times. Undefined where the recorder did not note when an answer had come.
 */
export function exactWaits(session: Session, now: Entry): number[] | undefined {
  const waits: number[] = [];
  for (
    let attempt = attemptOf(session, now);
    attempt?.before && waits.length < WAITS;
    attempt = attempt.before
  ) {
    const start = attempt.entry.exchange.time?.start;
    const end = attempt.before.entry.exchange.time?.end;
    if (start === undefined || end === undefined) return undefined;
    const wait = start - end;
    if (wait < STEP || wait % STEP > LATE) return undefined;
    waits.unshift((wait - (wait % STEP)) / 1000);
  }
  return waits.length === WAITS ? waits : undefined;
}
