/** What cannot be read here, but perhaps elsewhere. */
export const UNREAD: f64 = NaN;

/** Forms of times that are read here, by their number in TIME_FORMS (src/triage/time-forms.ts). */
const ISO: i32 = 0;
const MILLISECONDS: i32 = 2;
const DECIMAL_SECONDS: i32 = 3;
const SECONDS: i32 = 4;

const POINT: u8 = 0x2e;
const COLON: u8 = 0x3a;
const HYPHEN: u8 = 0x2d;

/** Digits that were read; -1 where there was something else. */
let value: i64 = 0;

/** A moment in epoch milliseconds. */
export function timeAt(start: usize, end: usize, form: i32): f64 {
  if (form == ISO) return isoAt(start, end);
  if (form == DECIMAL_SECONDS) return decimalAt(start, end, 6) / 1000;
  if (!digits(start, end)) return UNREAD;
  if (form == SECONDS) return <f64>value * 1000;
  return form == MILLISECONDS ? <f64>value : UNREAD;
}

/** A number with a fraction or without one. */
export function numberAt(start: usize, end: usize): f64 {
  return decimalAt(start, end, 3) / 1000;
}

/** A number times a thousand, or a million where its fraction may be longer: so it is exact. */
function decimalAt(start: usize, end: usize, places: i32): f64 {
  let point = start;
  while (point < end && load<u8>(point) != POINT) point++;
  if (!digits(start, point)) return UNREAD;
  let whole = value;
  let left = places;
  if (point < end) {
    if (!digits(point + 1, end) || <i32>(end - point) - 1 > places) return UNREAD;
    left = places - (<i32>(end - point) - 1);
    for (let place = left; place < places; place++) whole *= 10;
    whole += value;
  }
  for (; left > 0; left--) whole *= 10;
  return <f64>whole;
}

/** `2026-09-21T12:34:56.789Z`, also with a space, a longer or no fraction, and `+01:00`. */
function isoAt(start: usize, end: usize): f64 {
  if (end - start < 20 || load<u8>(start + 4) != HYPHEN || load<u8>(start + 7) != HYPHEN) return UNREAD;
  if (load<u8>(start + 13) != COLON || load<u8>(start + 16) != COLON) return UNREAD;
  // It is folded with the digits around it, so that any other letter may stand there.
  const between = load<u8>(start + 10);
  if (between != 0x54 && between != 0x20) return UNREAD;
  const year = part(start, 4);
  const month = part(start + 5, 2);
  const day = part(start + 8, 2);
  const hour = part(start + 11, 2);
  const minute = part(start + 14, 2);
  const second = part(start + 17, 2);
  if ((year | month | day | hour | minute | second) < 0) return UNREAD;
  // What only some calendars have is left to one.
  if (month < 1 || month > 12 || day < 1 || day > 28 + 3 * i32(month != 2) || hour > 23) return UNREAD;
  if (day == 31 && (month == 4 || month == 6 || month == 9 || month == 11)) return UNREAD;
  if (minute > 59 || second > 59) return UNREAD;
  let at = start + 19;
  let thousandths: i64 = 0;
  if (load<u8>(at) == POINT) {
    const first = ++at;
    while (at < end && <u8>(load<u8>(at) - 0x30) < 10) {
      const place = at - first;
      if (place < 3) thousandths += <i64>(load<u8>(at) - 0x30) * (place == 0 ? 100 : place == 1 ? 10 : 1);
      at++;
    }
    if (at == first) return UNREAD;
  }
  const zone = zoneAt(at, end);
  if (zone == NO_ZONE) return UNREAD;
  const seconds = ((daysBefore(year, month, day) * 24 + hour) * 60 + minute - zone) * 60 + second;
  return <f64>(seconds * 1000 + thousandths);
}

const NO_ZONE: i64 = i64.MAX_VALUE;

/** Minutes east of Greenwich: `Z`, `+01:00`, `+0100`. */
function zoneAt(at: usize, end: usize): i64 {
  const sign = load<u8>(at);
  if (sign == 0x5a) return at + 1 == end ? 0 : NO_ZONE;
  if ((sign != 0x2b && sign != HYPHEN) || end - at < 5) return NO_ZONE;
  const colon = usize(load<u8>(at + 3) == COLON);
  if (at + 5 + colon != end) return NO_ZONE;
  const hours = part(at + 1, 2);
  const minutes = part(at + 3 + colon, 2);
  if ((hours | minutes) < 0 || hours > 23 || minutes > 59) return NO_ZONE;
  return (hours * 60 + minutes) * (sign == HYPHEN ? -1 : 1);
}

/** Days since 1970 (Hinnant, days_from_civil); of years from 0 to 9999. */
function daysBefore(year: i64, month: i64, day: i64): i64 {
  const shifted = month <= 2 ? year - 1 : year;
  const era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const ofEra = shifted - era * 400;
  const ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
}

function part(start: usize, size: usize): i64 {
  return digits(start, start + size) ? value : -1;
}

function digits(start: usize, end: usize): bool {
  value = 0;
  if (end <= start || end - start > 15) return false;
  for (let at = start; at < end; at++) {
    const digit = <u8>(load<u8>(at) - 0x30);
    if (digit > 9) return false;
    value = value * 10 + digit;
  }
  return true;
}
