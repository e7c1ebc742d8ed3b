import { schemesOf } from '../../signing/choose-scheme.js';
import type { Scheme } from '../../signing/scheme.js';
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
import { show } from '../message-facts.js';

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
    get: (context) =>
      view(
        context,
        (value) => schemeOf(context)?.time?.unit.some((unit) => isWrittenIn(unit, value)) ?? false,
      ),
    says: (value, context) =>
      `the provider ${value ? 'reads' : 'does not read'} timestamps of this form (it documents ${(schemeOf(context)?.time?.unit ?? []).map(timeWords).join(' or ')})`,
  },
  'timestamp.age': {
    means:
      "how long before the server's clock the request was stamped, the timestamp read in its own unit; negative when it lies in the future",
    unit: 's',
    get: (context) => {
      const stamp = sent(context);
      if (stamp.is !== 'known') return stamp;
      const time = typeof stamp.value === 'string' ? readTimestamp(stamp.value) : undefined;
      if (!time)
        return notCollected(
          'the time of the request',
          'the timestamp of this request cannot be read as a time',
        );
      const date = context.fact('response.date');
      const sentAt = Number(time.instant) / 1e6;
      return date.is === 'known'
        ? known(Math.round(((date.value as number) - sentAt) / 1000), stamp.at)
        : date;
    },
    says: (value) =>
      `the timestamp lies ${Math.abs(value as number)} s ${(value as number) < 0 ? "after the server's clock" : "before the server's clock"}`,
  },
  'timestamp.zoneHours': {
    means:
      'the whole or half hours by which the timestamp is off, when a time zone explains its age to the minute; absent otherwise',
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
  const stamp = sent(context);
  return stamp.is === 'known'
    ? known(typeof stamp.value === 'string' ? read(stamp.value) : undefined, stamp.at)
    : stamp;
}
