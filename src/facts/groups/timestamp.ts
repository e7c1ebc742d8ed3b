import { schemesOf } from '../../signing/choose-scheme.js';
import type { Scheme, TimeUnit } from '../../signing/scheme.js';
import {
  isWrittenIn,
  readTimestamp,
  type TimeForm,
  timeFormOf,
  timeWords,
  zoneHoursOf,
} from '../../signing/timestamp.js';
import { lacks, nameOf, partFact } from '../carried.js';
import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';
import { map, show } from '../message-facts.js';
import { clockName, type ReadingTime, readingTime, sideOf } from '../server-clock.js';

export default defineFacts({
  'timestamp.sent': {
    means: "the signed request's timestamp as sent; absent where there was none",
    get: (context) => sent(context),
    says: (value, context) => {
      const scheme = schemeOf(context);
      const from = scheme?.time?.from;
      if (!scheme || from === undefined) return `the timestamp is ${show(value)}`;
      if (value !== undefined) return `${nameOf(scheme, from)} is ${show(value)}`;
      return typeof from === 'object' && 'header' in from
        ? lacks({ header: from.header })
        : `the request has no timestamp: ${nameOf(scheme, from)} is missing`;
    },
  },
  'timestamp.unit': {
    means: '`s`, `ms`, `us`, `ns` by its digits, `iso`, `http-date` or `other`',
    get: (context) => view(context, timeFormOf),
    says: (value) => `the timestamp is in ${timeWords(value as TimeForm)}`,
  },
  'timestamp.digits': {
    means: 'how many digits the timestamp has',
    get: (context) => view(context, (value) => value.replace(/\D/g, '').length),
    says: (value) => `the timestamp has ${value} digits`,
  },
  'timestamp.unitAccepted': {
    means: 'whether the provider documents this unit',
    get: (context) => {
      const documented: readonly string[] = schemeOf(context)?.time?.unit ?? [];
      const accepted = view(context, (value) =>
        documented.some((unit) => isWrittenIn(unit as TimeUnit, value)),
      );
      // Its unit may have been told.
      return accepted.is === 'known'
        ? accepted
        : map(context.fact('timestamp.unit'), (unit) => documented.includes(unit as string));
    },
    says: (value, context) =>
      `the provider ${value ? 'reads' : 'does not read'} timestamps of this form (it documents ${(schemeOf(context)?.time?.unit ?? []).map(timeWords).join(' or ')})`,
  },
  'timestamp.age': {
    means:
      "how long before the server's clock the request was stamped, the timestamp read in its own unit; negative when it lies in the future",
    unit: 's',
    get: (context) => against(context, ({ clock }, stampedAt) => clock - stampedAt),
    says: (value, context) => {
      const seconds = value as number;
      return `${stampName(context)} lies ${Math.abs(seconds)} s ${seconds < 0 ? 'after' : 'before'} ${clockName(context.exchange)}`;
    },
  },
  'timestamp.ageAtLeast': {
    means:
      'how old the timestamp was at least when the server read it, whatever the call took and however Date is rounded',
    unit: 's',
    get: (context) => against(context, ({ earliest }, stampedAt) => earliest - stampedAt),
    says: (value) => `the timestamp was at least ${value} s old when the server read it`,
  },
  'timestamp.aheadAtLeast': {
    means: "how far the timestamp lay at least ahead of the server's clock when the server read it",
    unit: 's',
    get: (context) => against(context, ({ latest }, stampedAt) => stampedAt - latest),
    says: (value) => `the timestamp lay at least ${value} s ahead of the server's clock`,
  },
  'timestamp.window': {
    means:
      '`inside` the documented window, `past` or `future` of it; absent where the duration of the call or the rounding of Date leave it open, where nothing is documented, and for a unit that is not accepted',
    get: (context) => {
      const stamp = instant(context);
      const read = readingTime(context);
      if (stamp.is !== 'known' || 'is' in read) return toldWindow(context);
      const accepted = context.fact('timestamp.unitAccepted');
      const { time } = schemeOf(context) ?? {};
      const readable = accepted.is === 'known' && accepted.value === true && time;
      return known(readable ? sideOf(read, stamp.value as number, time) : undefined, stamp.at);
    },
    says: (value, context) => {
      const { past, future } = schemeOf(context)?.time ?? {};
      if (value === 'past')
        return `${stampName(context)} was older than the ${past ?? 'few'} s that are accepted when it was read`;
      if (value === 'future')
        return `${stampName(context)} lay further ahead than the ${future ?? 'few'} s that are accepted when it was read`;
      return value === 'inside'
        ? `${stampName(context)} was inside the documented window when it was read`
        : 'whether the timestamp was inside the documented window cannot be told to the second';
    },
  },
  'timestamp.zoneHours': {
    means:
      'the hours by which the timestamp is off, when a time zone (whole or half hours, or one of the few with quarters) explains its age to the minute; absent otherwise',
    get: (context) => {
      const age = context.fact('timestamp.age');
      if (age.is !== 'known') return age;
      return known(zoneHoursOf(age.value as number), age.at);
    },
    says: (value) =>
      value === undefined
        ? 'no time zone explains the difference'
        : `the difference is ${value} h to the minute: local time was taken for UTC`,
  },
});

/** By the age of the timestamp, when that was told. */
function toldWindow(context: FactContext): Fact {
  const moment = { clock: 0, earliest: 0, latest: 0 };
  return map(context.fact('timestamp.age'), (age) =>
    sideOf(moment, (age as number) * -1000, schemeOf(context)?.time ?? {}),
  );
}

/** The instant of the timestamp, epoch milliseconds. */
function instant(context: FactContext): Fact {
  const stamp = context.fact('timestamp.sent');
  if (stamp.is !== 'known') return stamp;
  const time = typeof stamp.value === 'string' ? readTimestamp(stamp.value) : undefined;
  return time
    ? known(Number(time.instant) / 1e6, stamp.at)
    : notCollected('the time of the request', 'the timestamp of this request cannot be read as a time');
}

/** A distance, in whole seconds, of the timestamp from the moment at which the server read it. */
function against(context: FactContext, distance: (read: ReadingTime, stampedAt: number) => number): Fact {
  const stamp = instant(context);
  if (stamp.is !== 'known') return stamp;
  const read = readingTime(context);
  return 'is' in read ? read : known(Math.round(distance(read, stamp.value as number) / 1000), stamp.at);
}

function stampName(context: FactContext): string {
  const scheme = schemeOf(context);
  return scheme?.time ? nameOf(scheme, scheme.time.from) : 'the timestamp';
}

/** The first scheme that this exchange may be signed by: only a scheme with a signed time has these facts. */
function schemeOf({ pack, exchange }: FactContext): Scheme | undefined {
  return schemesOf(pack, exchange)[0]?.[1];
}

function sent(context: FactContext): Fact {
  const scheme = schemeOf(context);
  return scheme?.time
    ? partFact(context, scheme, scheme.time.from)
    : { is: 'failed', error: 'the pack describes no signed timestamp' };
}

function view(context: FactContext, read: (value: string) => unknown): Fact {
  const stamp = context.fact('timestamp.sent');
  return stamp.is === 'known'
    ? known(typeof stamp.value === 'string' ? read(stamp.value) : undefined, stamp.at)
    : stamp;
}
