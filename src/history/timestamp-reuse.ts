import type { Entry } from './entry.js';
import { firstFrom, type Session } from './session.js';

/** The first earlier call whose signed timestamp was the same; undefined where each call was stamped anew. */
export function timestampReused(session: Session, now: Entry, time: number): Entry | undefined {
  const key = stampOf(now);
  const same = session.sharing('stamp', stampOf, key);
  return key !== undefined && firstFrom(same, time) > 0 ? same[0] : undefined;
}

function stampOf({ facts, caller }: Entry): string | undefined {
  const stamp = facts.pack?.signatures && facts.fact('timestamp.sent');
  return caller !== undefined && stamp?.is === 'known' && typeof stamp.value === 'string'
    ? `${caller} ${stamp.value}`
    : undefined;
}
