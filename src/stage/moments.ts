import type { TimeForm } from '../triage/time-forms.js';
import { writtenLike } from './same-length.js';

const DAY = 86_400_000;
/** Days that are remembered: those of a log are few. */
const KEPT = 512;
const midnights = new Map<string, number>();
const days = new Map<number, string>();

/** Epoch milliseconds of a time; undefined where it is none, or one that others may read otherwise. */
export function momentOf(form: TimeForm, text: string): number | undefined {
  // Both common forms have the day in front, of which there are few, and then the time of day.
  if (text.length === 29 && text.endsWith(' GMT'))
    return sum(midnight(text.slice(0, 17), text.slice(25)), clock(text, 17));
  if (text.length === 24 && text[10] === 'T' && text.endsWith('Z'))
    return sum(midnight(text.slice(0, 11), '.000Z'), clock(text, 11), digits(text, 20, 3));
  const time = form.parse(text);
  // A number has but one reading.
  if (form.parse === Number) return sum(time);
  return !Number.isNaN(time) && writtenLike(form, time, text) === text ? time : undefined;
}

function sum(...parts: readonly number[]): number | undefined {
  let whole = 0;
  for (const part of parts) whole += part;
  return Number.isNaN(whole) ? undefined : whole;
}

/** The beginning of a day, by what stands before and behind the time of day; NaN where there is no such day. */
function midnight(before: string, behind: string): number {
  const known = midnights.get(before);
  if (known !== undefined) return known;
  const text = `${before}00:00:00${behind}`;
  const date = new Date(text);
  const time = date.getTime();
  const isDay = !Number.isNaN(time) && (date.toISOString() === text || date.toUTCString() === text);
  if (midnights.size >= KEPT) midnights.clear();
  midnights.set(before, isDay ? time : Number.NaN);
  return isDay ? time : Number.NaN;
}

/** `12:26:41` in milliseconds. */
function clock(text: string, at: number): number {
  const [hours, minutes, seconds] = [digits(text, at, 2), digits(text, at + 3, 2), digits(text, at + 6, 2)];
  const isClock = hours < 24 && minutes < 60 && seconds < 60 && text[at + 2] === ':' && text[at + 5] === ':';
  return isClock ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : Number.NaN;
}

function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let place = at; place < at + count; place++) {
    const digit = text.charCodeAt(place) - 0x30;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

/** The same as Date.prototype.toISOString gives. */
export function inIso(time: number): string {
  const whole = Math.floor(time);
  const number = Math.floor(whole / DAY);
  let day = days.get(number);
  if (day === undefined) {
    if (days.size >= KEPT) days.clear();
    day = new Date(number * DAY).toISOString().slice(0, 11);
    days.set(number, day);
  }
  const rest = whole - number * DAY;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${day}${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${`${1000 + (rest % 1000)}`.slice(1)}Z`;
}

const TWO = Array.from({ length: 60 }, (_, number) => `${100 + number}`.slice(1));
