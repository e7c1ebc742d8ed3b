import { nameOf } from '../../facts/carried.js';
import { readingTime, sideOf } from '../../facts/server-clock.js';
import { atomValue } from '../atoms.js';
import type { Part, SignedTime } from '../scheme.js';
import { isWrittenIn, readTimestamp, timeFormOf, timeWords, zoneHoursOf } from '../timestamp.js';
import { type Check, type CheckContext, check } from './check.js';

/** The timestamp that is signed: whether it was sent, its unit by its digits, and its distance from the server's clock. */
export function* timestampChecks(context: CheckContext): Iterable<Check> {
  const { scheme } = context;
  const { time } = scheme;
  if (!time) return;
  const place = nameOf(scheme, time.from);
  const sent = sentTime(time.from, context);
  if (sent === undefined) {
    yield check('timestamp', 'cannot tell', `The capture does not hold ${place}.`);
    return;
  }
  if (sent === '') {
    yield check('timestamp', 'wrong', `${place} is missing.`);
    return;
  }
  const documented = time.unit.map(timeWords).join(' or ');
  const form = timeFormOf(sent);
  const written = `${place} is ${timeWords(form)}${/^\d+$/.test(sent) ? ` (${sent.length} digits)` : ''}`;
  yield time.unit.some((unit) => isWrittenIn(unit, sent))
    ? check('timestamp', 'ok', `${written}.`)
    : check('timestamp', 'wrong', `${written}; documented is ${documented}.`);
  const read = readTimestamp(sent);
  if (read) yield clockCheck(Number(read.instant / 1_000_000n), time, context);
}

function sentTime(from: Part, { material, carried }: CheckContext): string | undefined {
  if (typeof from === 'string') return from;
  const values = ('first' in from ? from.first : [from]).map((part) =>
    typeof part === 'string' ? part : atomValue(part, material, { time: '', ...carried?.tokens }),
  );
  return values.find((value) => value) ?? (values.includes(undefined) ? undefined : '');
}

function clockCheck(sentAt: number, time: SignedTime, { facts }: CheckContext): Check {
  const read = readingTime(facts);
  if ('is' in read)
    return check('clock', 'cannot tell', `The answer has no Date to compare with: --now TIME gives one.`);
  const age = Math.round((read.clock - sentAt) / 1000);
  const limit = age < 0 ? time.future : time.past;
  const lies = `The timestamp lies ${Math.abs(age)} s ${age < 0 ? 'after' : 'before'} the clock it is compared with`;
  const hours = zoneHoursOf(age);
  const zone =
    hours === undefined ? '' : ` That is ${Math.abs(hours)} h to the minute: local time was taken for UTC.`;
  if (limit === undefined)
    return check('clock', zone ? 'wrong' : 'cannot tell', `${lies}; no limit is documented.${zone}`);
  const side = sideOf(read, sentAt, time);
  const is = side === undefined ? 'cannot tell' : side === 'inside' ? 'ok' : 'wrong';
  const unsure = side === undefined ? '; how long the call took decides' : '';
  return check('clock', is, `${lies}; ${limit} s are accepted${unsure}.${zone}`);
}
