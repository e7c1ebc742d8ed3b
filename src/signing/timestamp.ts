import type { TimeUnit } from './scheme.js';

/** How a timestamp is written; `other` is none of these. */
export type TimeForm = 's' | 'ms' | 'us' | 'ns' | 'iso' | 'http-date' | 'other';

/** The ways in which ISO 8601 is written. */
export interface IsoLayout {
  /** Without separators: 20260921T122640Z. */
  readonly basic: boolean;
  readonly divider: string;
  readonly fractionDigits: number;
  /** `Z`, `+02:00`, or nothing for a time without a zone. */
  readonly zone: string;
}

export interface Timestamp {
  readonly form: Exclude<TimeForm, 'other'>;
  /** Nanoseconds since 1970. */
  readonly instant: bigint;
  /** Of the form `iso`. */
  readonly layout?: IsoLayout;
}

/** How many decimal digits lie between a number's unit and a nanosecond. */
const SCALES = { s: 9, ms: 6, us: 3, ns: 0 } as const;
export type EpochUnit = keyof typeof SCALES;

const ISO =
  /^(\d{4})(-?)(\d{2})-?(\d{2})([T ])(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Seconds since 1970 have 10 digits from 2001 to 2286, milliseconds 13, and so on. */
export function timeFormOf(text: string): TimeForm {
  const digits = /^-?(\d+)(?:\.\d+)?$/.exec(text)?.[1]?.length;
  if (digits !== undefined) return digits <= 11 ? 's' : digits <= 14 ? 'ms' : digits <= 17 ? 'us' : 'ns';
  if (/^\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}/i.test(text)) return 'iso';
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} /.test(text) ? 'http-date' : 'other';
}

/** The instant that a text stands for; undefined when it is no time. Without a zone it is UTC, as servers read it. */
export function readTimestamp(text: string): Timestamp | undefined {
  const form = timeFormOf(text);
  if (form === 'iso') return readIso(text);
  if (form === 'http-date' || form === 'other') {
    const time = form === 'other' ? Number.NaN : Date.parse(text);
    return Number.isNaN(time) ? undefined : { form: 'http-date', instant: BigInt(time) * 1_000_000n };
  }
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole.length > 20) return undefined;
  const scale = SCALES[form];
  const size = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  return { form, instant: sign ? -size : size };
}

function readIso(text: string): Timestamp | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, hyphen, month, day, divider = 'T', hour, minute, second = '00', fraction = '', zone = ''] =
    match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) return undefined;
  const layout: IsoLayout = { basic: hyphen === '', divider, fractionDigits: fraction.length, zone };
  const instant = BigInt(time) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) - offsetOf(zone);
  return { form: 'iso', instant, layout };
}

/** Nanoseconds by which the clocks of a zone (`+02:00`) are ahead of UTC. */
function offsetOf(zone: string): bigint {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const size = BigInt(Number(hours) * 60 + Number(minutes)) * 60_000_000_000n;
  return sign === '-' ? -size : size;
}

/** Writes an instant (nanoseconds since 1970) as documentation asks for it; what is finer than the unit is cut off. */
export function writeTimestamp(instant: bigint, unit: TimeUnit | EpochUnit): string {
  if (unit === 'iso') return writeIso(instant);
  if (unit === 'basic') return writeIso(instant, { basic: true, fractionDigits: 0 });
  return String(instant / 10n ** BigInt(SCALES[unit]));
}

/** ISO 8601, as `2026-09-21T12:26:40.000Z` unless told otherwise. */
export function writeIso(instant: bigint, layout: Partial<IsoLayout> = {}): string {
  const { basic = false, divider = 'T', fractionDigits = 3, zone = 'Z' } = layout;
  const local = instant + offsetOf(zone);
  const extended = new Date(Number(local / 1_000_000n)).toISOString().slice(0, 19);
  const time = (basic ? extended.replace(/[-:]/g, '') : extended).replace('T', divider);
  const fraction = String(local % 1_000_000_000n)
    .padStart(9, '0')
    .slice(0, fractionDigits);
  return `${time}${fraction && `.${fraction}`}${zone}`;
}

/** The date of HTTP headers (RFC 9110, section 5.6.7). */
export function writeHttpDate(instant: bigint): string {
  return new Date(Number(instant / 1_000_000n)).toUTCString();
}

/** The instant in the form of a timestamp that was read. */
export function writeAlike(instant: bigint, { form, layout }: Timestamp): string {
  if (form === 'iso') return writeIso(instant, layout);
  return form === 'http-date' ? writeHttpDate(instant) : writeTimestamp(instant, form);
}

/** Whether a text is a time in a documented unit. */
export function isWrittenIn(unit: TimeUnit, text: string): boolean {
  return unit === 'basic' ? /^\d{8}T\d{6}Z$/.test(text) : timeFormOf(text) === unit;
}

/** Zones with a quarter of an hour: Eucla, Nepal, and the Chatham Islands in winter and summer. */
const QUARTER_ZONES: ReadonlySet<number> = new Set([5.75, 8.75, 12.75, 13.75]);

/** The hours that a difference of seconds is, to the minute, where a time zone has such an offset. */
export function zoneHoursOf(seconds: number): number | undefined {
  const hours = Math.round(seconds / 900) / 4;
  const rest = Math.abs(seconds - hours * 3600);
  const isZone = hours % 0.5 === 0 ? Math.abs(hours) <= 14 : QUARTER_ZONES.has(Math.abs(hours));
  return hours !== 0 && isZone && rest <= 60 ? hours : undefined;
}

/** A form of timestamps as it is said: `Unix seconds`. */
export function timeWords(form: TimeForm | TimeUnit): string {
  return FORM_NAMES[form];
}

const FORM_NAMES: Readonly<Record<TimeForm | TimeUnit, string>> = {
  s: 'Unix seconds',
  ms: 'Unix milliseconds',
  us: 'Unix microseconds',
  ns: 'Unix nanoseconds',
  iso: 'ISO 8601',
  basic: 'ISO 8601 without separators',
  'http-date': 'the HTTP date format',
  other: 'an unknown form',
};
