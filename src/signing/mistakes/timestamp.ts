import { isTimestamp } from '../is-timestamp.js';
import { defineMistakes, type MistakeContext, type Variant } from '../mistake.js';
import type { Atom } from '../scheme.js';
import {
  type EpochUnit,
  type IsoLayout,
  readTimestamp,
  type Timestamp,
  writeAlike,
  writeHttpDate,
  writeIso,
  writeTimestamp,
} from '../timestamp.js';

/** The timestamp in the canonical string is not the one that was sent. */
export default defineMistakes({
  mistakes: {
    'ts-unit': {
      often: 'high',
      done: 'with the timestamp in {detail}',
      fix: 'Put the timestamp into the canonical string in the unit in which it is sent, digit for digit.',
    },
    'ts-format': {
      often: 'medium',
      done: 'with the timestamp written as {detail}',
      fix: 'Write the timestamp once and use the same text in the canonical string and in the request.',
    },
    'ts-zone': {
      often: 'medium',
      done: 'with the time {detail} the one that was sent, as local time taken for UTC is',
      fix: 'Take the time in UTC, once, for the canonical string and for the request.',
    },
    'ts-twice': {
      often: 'medium',
      done: 'with a timestamp {detail} the one that was sent: the clock was read twice',
      fix: 'Read the clock once per request and use the same value in the canonical string and in the request.',
    },
  },
  atoms: {
    time: (value) => variants(value),
    header: whereItTravels,
    param: whereItTravels,
    form: whereItTravels,
    field: whereItTravels,
    token: whereItTravels,
  },
});

function* whereItTravels(value: string, { scheme }: MistakeContext, atom: Atom): Iterable<Variant> {
  if (isTimestamp(atom, scheme)) yield* variants(value);
}

function* variants(value: string): Iterable<Variant> {
  const sent = readTimestamp(value);
  if (!sent || sent.instant < 0n) return;
  yield* otherUnits(sent);
  yield* otherForms(sent);
  if (readsWholeSeconds(sent)) yield* readTwice(sent, SECOND, 's');
  yield* otherZones(sent);
  yield* unknownMilliseconds(sent);
  if (!readsWholeSeconds(sent)) yield* readTwice(sent, MILLISECOND, 'ms');
}

const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;
const HOUR = 3600n * SECOND;

const EPOCH_UNITS: readonly (readonly [EpochUnit, string, bigint])[] = [
  ['s', 'seconds', SECOND],
  ['ms', 'milliseconds', MILLISECOND],
  ['us', 'microseconds', 1000n],
  ['ns', 'nanoseconds', 1n],
];

function* otherUnits({ form, instant }: Timestamp): Iterable<Variant> {
  if (form === 'iso' || form === 'http-date') return;
  for (const [unit, name, size] of EPOCH_UNITS) {
    if (unit === form) continue;
    yield { id: 'ts-unit', detail: name, value: writeTimestamp(instant, unit) };
    const rounded = writeTimestamp(instant + size / 2n, unit);
    yield { id: 'ts-unit', detail: `${name}, rounded`, value: rounded };
  }
}

function* otherForms({ form, instant }: Timestamp): Iterable<Variant> {
  const as = (detail: string, value: string): Variant => ({ id: 'ts-format', detail, value });
  if (form === 'iso' || form === 'http-date') {
    for (const [unit, name] of EPOCH_UNITS) yield as(`Unix ${name}`, writeTimestamp(instant, unit));
  }
  for (const [zone, said] of [
    ['Z', ''],
    ['+00:00', ' with the zone +00:00'],
    ['', ' without a zone'],
  ] as const) {
    for (const fractionDigits of [3, 0, 6])
      yield as(`ISO 8601${digits(fractionDigits)}${said}`, writeIso(instant, { fractionDigits, zone }));
  }
  const basic: Partial<IsoLayout> = { basic: true, fractionDigits: 0 };
  yield as('ISO 8601 without separators', writeIso(instant, basic));
  yield as('digits alone', writeIso(instant, { ...basic, divider: '', zone: '' }));
  yield as('date and time with a space', writeIso(instant, { divider: ' ', fractionDigits: 0, zone: '' }));
  yield as('an HTTP date', writeHttpDate(instant));
  const seconds = writeTimestamp(instant, 's');
  const fraction = String(instant % SECOND).padStart(9, '0');
  yield as('seconds with three decimals', `${seconds}.${fraction.slice(0, 3)}`);
  yield as('seconds with six decimals', `${seconds}.${fraction.slice(0, 6)}`);
  yield as('a floating-point number', `${seconds}.${fraction.replace(/(?!^)0+$/, '')}`);
}

function digits(count: number): string {
  return count === 0 ? '' : ` with ${count} decimals`;
}

/** Seconds and ISO 8601 without a fraction: what lies between two readings is whole seconds. */
function readsWholeSeconds({ form, layout }: Timestamp): boolean {
  return form === 's' || form === 'http-date' || layout?.fractionDigits === 0;
}

/** Up to five seconds later and earlier, the nearest first. */
function* readTwice(sent: Timestamp, step: bigint, unit: 's' | 'ms'): Iterable<Variant> {
  const steps = Number((5n * SECOND) / step);
  for (let count = 1; count <= steps; count++) {
    for (const [sign, than] of [
      [1n, 'later than'],
      [-1n, 'earlier than'],
    ] as const) {
      const value = writeAlike(sent.instant + sign * BigInt(count) * step, sent);
      const variant: Variant = { id: 'ts-twice', detail: `${count} ${unit} ${than}`, value };
      yield unit === 'ms' ? { ...variant, alone: true } : variant;
    }
  }
}

/** Seconds were sent, cut off from a time that was signed to the millisecond. */
function* unknownMilliseconds({ form, instant }: Timestamp): Iterable<Variant> {
  if (form !== 's') return;
  for (let count = 1n; count < 1000n; count++) {
    const value = writeTimestamp(instant + count * MILLISECOND, 'ms');
    yield { id: 'ts-unit', detail: 'milliseconds', value, alone: true };
  }
}

/** Offsets in use reach from -12 to +14 hours; few of them are no whole hours. */
function* otherZones(sent: Timestamp): Iterable<Variant> {
  // India's half hour is the only one that is as common as whole hours.
  for (const hours of [...steps(1, 12, 1), 5.5]) yield* shifted(sent, hours);
  for (const hours of [5.75, 8.75, 12.75, 13, 14, ...steps(0.5, 13.5, 1)].filter((hours) => hours !== 5.5))
    for (const variant of shifted(sent, hours)) yield { ...variant, alone: true };
}

function* steps(from: number, to: number, step: number): Iterable<number> {
  for (let next = from; next <= to; next += step) yield next;
}

function* shifted(sent: Timestamp, hours: number): Iterable<Variant> {
  const distance = (BigInt(hours * 60) * HOUR) / 60n;
  const minutes = String((hours % 1) * 60).padStart(2, '0');
  const said = hours % 1 === 0 ? `${hours} h` : `${Math.floor(hours)}:${minutes} h`;
  for (const [sign, than] of [
    [1n, 'ahead of'],
    [-1n, 'behind'],
  ] as const) {
    const value = writeAlike(sent.instant + sign * distance, sent);
    yield { id: 'ts-zone', detail: `${said} ${than}`, value };
    if (sent.layout && !sent.layout.basic) {
      const zone = `${sign > 0n ? '+' : '-'}${String(Math.floor(hours)).padStart(2, '0')}:${minutes}`;
      yield {
        id: 'ts-format',
        detail: `local time of ${zone}`,
        value: writeIso(sent.instant, { ...sent.layout, zone }),
        alone: true,
      };
    }
  }
}
