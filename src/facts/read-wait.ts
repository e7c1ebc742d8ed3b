import { readTimestamp } from '../signing/timestamp.js';

/** How a number is to be read: by its magnitude, or as the name of its header says. */
export type NumberForm = 'magnitude' | 'milliseconds';

/** From here on a number is no wait: nobody means a year. */
const LONGEST_WAIT = 366 * 86_400_000;

/**
 * Milliseconds to wait from an answer on, as servers write them: seconds and HTTP dates in all three forms (RFC 9110,
 * sections 5.6.7 and 10.2.3), and what is seen besides: fractions, durations (`1m30s`, `88ms`, `20 seconds`), ISO 8601,
 * and epochs in seconds, milliseconds and finer. Magnitude tells a number of seconds from an epoch; a moment that is over means now.
 *
 * @param now the answer's `Date`, epoch milliseconds; a moment cannot be told without it
 * @returns undefined for anything else, and for more than a year
 */
export function readWait(
  text: string,
  now: number | undefined,
  form: NumberForm = 'magnitude',
): number | undefined {
  // A header that was sent twice, RFC 9110, section 5.3: the longer wait is the safe one.
  const several = /^\s*\d{1,10}(?:\s*,\s+\d{1,10})+\s*$/.test(text) ? text.split(',').map(Number) : undefined;
  const written = several ? String(Math.max(...several)) : text.trim();
  const number = /^\d{1,20}(?:\.\d{1,12})?$/.test(written) ? Number(written) : undefined;
  const wait = number === undefined ? waitInWords(written, now) : waitInDigits(number, now, form);
  return wait !== undefined && wait < LONGEST_WAIT ? Math.max(0, Math.ceil(wait)) : undefined;
}

function waitInDigits(number: number, now: number | undefined, form: NumberForm): number | undefined {
  const epoch = epochOf(number);
  if (epoch !== undefined) return now === undefined ? undefined : epoch - now;
  return form === 'milliseconds' ? number : number * 1000;
}

/** Epoch milliseconds, if so large a number can only be an epoch: those of seconds have ten digits since 2001. */
function epochOf(number: number): number | undefined {
  if (number < 1e9) return undefined;
  if (number < 1e11) return number * 1000;
  if (number < 1e14) return number;
  return number < 1e17 ? number / 1e3 : number / 1e6;
}

function waitInWords(text: string, now: number | undefined): number | undefined {
  const span = durationOf(text);
  if (span !== undefined) return span;
  const moment = momentOf(text);
  return moment === undefined || now === undefined ? undefined : moment - now;
}

const DURATION_PART =
  /(\d{1,12}(?:\.\d{1,9})?)\s?(?:(ms|milli\w*)|(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hrs?|hours?)|(d|days?))(?![a-z])\s?/y;
const UNITS = [1, 1000, 60_000, 3_600_000, 86_400_000];

/** Milliseconds of `1m30s`, `88ms`, `1 hour 20 minutes`; undefined when the text is anything else. */
function durationOf(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (lower === '' || lower.length > 60) return undefined;
  let sum = 0;
  DURATION_PART.lastIndex = 0;
  while (DURATION_PART.lastIndex < lower.length) {
    const [, size, ...units] = DURATION_PART.exec(lower) ?? [];
    if (size === undefined) return undefined;
    sum += Number(size) * (UNITS[units.findIndex((unit) => unit !== undefined)] as number);
  }
  return sum;
}

/** Epoch milliseconds of a date of HTTP or ISO 8601. The form of asctime names no zone: it is UTC. */
function momentOf(text: string): number | undefined {
  const iso = readTimestamp(text);
  if (iso?.form === 'iso') return Number(iso.instant / 1_000_000n);
  const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/.test(text);
  const dated = asctime || /^[A-Z][a-z]{2,8}, .{10,30}(?:GMT|UTC)$/.test(text);
  const moment = dated ? Date.parse(asctime ? `${text} GMT` : text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
