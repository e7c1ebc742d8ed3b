import type { Remembered, Sighting } from '../causes/pack.js';
import { fitsPath, pathParameters } from '../causes/path-template.js';
import type { Place } from '../exchange/place.js';
import type { FactValue } from '../facts/fact.js';
import type { Entry } from './entry.js';
import { firstFrom, type Session } from './session.js';

/** What an earlier call showed of something. */
export interface Seen {
  readonly time: number;
  readonly value: FactValue;
  readonly entry: Entry;
  readonly at: Place | undefined;
}

/** Sightings by what they are about, earliest first. */
type Memory = ReadonlyMap<string, readonly Seen[]>;

const memories = new WeakMap<Session, Map<string, Memory>>();

/** What earlier calls showed of the thing that a request is about. */
export interface Recollection {
  /** At the same host, earliest first. */
  readonly seen: readonly Seen[];
  /** Seconds since the last of these. */
  readonly since: number;
  /** Where it was seen instead, when not here with this credential. */
  readonly elsewhere: 'other-host' | 'other-credential' | undefined;
}

/** Of the credential where the pack names no id. Undefined where the request does not tell which thing it is about. */
export function recollect(
  session: Session,
  now: Entry,
  time: number,
  name: string,
): Recollection | undefined {
  const remembered = now.facts.pack?.remembers?.[name];
  const subject = remembered && subjectOf(now, remembered);
  if (!remembered || subject === undefined) return undefined;
  const all = memoryOf(session, now, name, remembered).get(subject) ?? [];
  const from = time - (remembered.hours ?? Number.POSITIVE_INFINITY) * 3_600_000;
  const before = all.slice(firstFrom(all, from), firstFrom(all, time));
  const seen = before.filter(({ entry }) => entry.host === now.host);
  return {
    seen,
    since: (time - (seen.at(-1)?.time ?? time)) / 1000,
    elsewhere: elsewhere(before, seen, now.caller),
  };
}

function elsewhere(
  before: readonly Seen[],
  here: readonly Seen[],
  caller: string | undefined,
): Recollection['elsewhere'] {
  if (before.length === 0) return undefined;
  if (here.length === 0) return 'other-host';
  const foreign = ({ entry }: Seen) => entry.caller !== undefined && entry.caller !== caller;
  return caller !== undefined && here.every(foreign) ? 'other-credential' : undefined;
}

function subjectOf(now: Entry, { of }: Remembered): string | undefined {
  if (!of) return now.caller;
  for (const id of of) {
    const value = idOf(now, id);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A path template means its `{id}`; everything else is the name of a fact. */
function idOf(entry: Entry, id: string): string | undefined {
  if (/^\^?\//.test(id)) return pathParameters(id, entry.path ?? '')?.id;
  const fact = entry.facts.fact(id);
  return fact.is === 'known' && (typeof fact.value === 'string' || typeof fact.value === 'number')
    ? String(fact.value)
    : undefined;
}

function memoryOf(session: Session, { facts }: Entry, name: string, remembered: Remembered): Memory {
  const known = memories.get(session) ?? new Map<string, Memory>();
  memories.set(session, known);
  const key = `${facts.pack?.id} ${name}`;
  const memory = known.get(key) ?? read(session, facts.pack?.id, remembered);
  known.set(key, memory);
  return memory;
}

function read(session: Session, pack: string | undefined, { of, seen }: Remembered): Memory {
  const memory = new Map<string, Seen[]>();
  for (const entry of session.ordered) {
    const { method, path = '', time } = entry;
    const sightings = seen.filter((one) => one.method === method && fitsPath(one.path, path));
    // An answer that went well often tells of no provider; its path and id then do.
    if (sightings.length === 0 || (entry.facts.pack?.id ?? pack) !== pack) continue;
    for (const sighting of sightings) {
      const subject = of ? idOf(entry, sighting.id ?? sighting.path) : entry.caller;
      const shown = subject !== undefined && fits(entry, sighting) && shownBy(entry, sighting);
      if (!shown) continue;
      const known = memory.get(subject) ?? [];
      known.push({ ...shown, entry, time: time as number });
      memory.set(subject, known);
      break;
    }
  }
  return memory;
}

/** Only what was done counts, unless the sighting names a status. */
function fits(entry: Entry, { status }: Sighting): boolean {
  if (status === undefined) return entry.succeeded;
  return String(entry.status) === String(status) || `${String(entry.status)[0]}xx` === status;
}

function shownBy(entry: Entry, sighting: Sighting): Pick<Seen, 'value' | 'at'> | undefined {
  if (sighting.value === undefined)
    return { value: sighting.is, at: entry.exchange.request?.urlAt ?? entry.exchange.at };
  const fact = entry.facts.fact(sighting.value);
  return fact.is === 'known' && fact.value !== undefined ? { value: fact.value, at: fact.at } : undefined;
}
