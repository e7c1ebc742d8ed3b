import { numberAt, timeAt } from './clock';
import { hashed, shortened } from './hash';
import { allocate } from './memory';
import { count, exact, scan, shape, wordEnd, words, wordStart } from './scan';
import { remember, remembered } from './table';

/** What `look` and `next` say of lines that are not of a known place. */
const UNKNOWN: i32 = 0;
const BLANK: i32 = -1;
/** The line may be a part of one: whoever asks finds its end. */
const PERHAPS_PART: i32 = -2;
/** The line is known, but its time or duration is written in a way that is not read here. */
const UNREAD: i32 = -3;
/** The line is known, but should be read all the same. */
const TO_CHECK: i32 = -4;

/** Of lines that are known every one of so many is read all the same, and the sixteenth and the 256th. */
const CHECKED: i32 = 4096;

const LINE_FEED: u8 = 0x0a;
const OPEN_BRACE: u8 = 0x7b;
const TAG_OF_PART: u8 = 0x50;
/** From the first space to the tag. */
const TO_TAG: usize = 8;
const LONGEST_TIME: usize = 40;

/** What was found in the line that was looked at last: numbers of 64 bits, one after the other. */
export const found: usize = allocate(64);
const SHAPE: usize = 0;
const EXACT: usize = 8;
const TIME: usize = 16;
const DURATION: usize = 24;
const END: usize = 32;
const COUNT: usize = 40;
/** Of a line that is not read here: its place, and its plan. */
const PLACE: usize = 48;
const PLAN: usize = 56;

/** What is known of a shape: numbers of 32 bits, one after the other. */
const HITS: usize = 0;
/** Which time this is that the plan was made: what was remembered by an earlier one is forgotten. */
const VERSION: usize = 4;
/** -1 where each line has to be read. */
const DECIDING: usize = 8;
/** Form of the time, -1 where there is none; numbers of its first and last word. */
const TIME_FORM: usize = 12;
/** Numbers of the first and last word of the duration, -1 where there is none. */
const DURATION_WORDS: usize = 24;
/** Numbers of the words that decide. */
const WORDS: usize = 32;

let room: usize = 0;
let input: usize = 0;

export function wordsAt(): usize {
  return words;
}

/** Where so many bytes can be laid that are to be looked at. */
export function roomFor(size: usize): usize {
  if (size > room) {
    room = size + (size >>> 2);
    input = allocate(room);
  }
  return input;
}

/** Finds the end of the line that begins there, and looks at it. */
export function next(start: usize, limit: usize): i32 {
  const end = endOfLine(start, limit);
  store<f64>(found, <f64>end, END);
  const first = load<u8>(start);
  if (start == end || (first <= 0x20 && isBlank(start, end))) return BLANK;
  if (first != OPEN_BRACE && end + 1 < limit && isPerhapsPart(start)) return PERHAPS_PART;
  return look(start, end);
}

/** @returns the number of the place where lines like it are counted, or one of those above */
export function look(start: usize, end: usize): i32 {
  scan(start, end, false);
  let plan = <usize>remembered(shape);
  if (plan == 0) {
    scan(start, end, true);
    plan = <usize>remembered(shape);
  }
  store<f64>(found, <f64>exact, EXACT);
  if (plan == 0 || load<i32>(plan, DECIDING) < 0) return UNKNOWN;
  const place = remembered(keyOf(plan));
  if (place == 0) return UNKNOWN;
  if (isChecked(plan)) return TO_CHECK;
  const time = timeOf(plan);
  const duration = durationOf(plan);
  store<f64>(found, time, TIME);
  store<f64>(found, duration, DURATION);
  if (isNaN(time) || isNaN(duration)) {
    store<f64>(found, <f64>place, PLACE);
    store<f64>(found, <f64>plan, PLAN);
    return UNREAD;
  }
  return place;
}

/** Looks at a line that is to be learnt, and leaves the clock of the one before. */
export function study(start: usize, end: usize, names: bool): void {
  scan(start, end, names);
  store<f64>(found, <f64>exact, EXACT);
  store<f64>(found, <f64>shape, SHAPE);
  store<f64>(found, <f64>count, COUNT);
}

/** Makes room for a plan of so many bytes for a shape. */
export function planFor(ofShape: f64, size: usize): usize {
  const plan = allocate(size);
  remember(<u64>ofShape, <i32>plan);
  return plan;
}

/** By what the place of the line is remembered that was studied last. */
export function keyOfStudied(): f64 {
  return <f64>keyOf(<usize>remembered(shape));
}

export function rememberPlace(key: f64, place: i32): void {
  remember(<u64>key, place);
}

function keyOf(plan: usize): u64 {
  let key = shape + ((<u64>load<u32>(plan, VERSION)) << 53);
  const last = plan + WORDS + 4 * <usize>load<i32>(plan, DECIDING);
  for (let at = plan + WORDS; at < last; at += 4) {
    const number = load<i32>(at);
    const start = wordStart(number);
    key = hashed(start, <u32>(wordEnd(number) - start), key);
  }
  return shortened(key * 0x9e3779b97f4a7c15);
}

function isChecked(plan: usize): bool {
  const hits = load<i32>(plan, HITS) + 1;
  store<i32>(plan, hits, HITS);
  return hits % CHECKED == 0 || hits == 16 || hits == 256;
}

/** Infinity where there is none. */
function timeOf(plan: usize): f64 {
  const form = load<i32>(plan, TIME_FORM);
  if (form < 0) return Infinity;
  return timeAt(wordStart(load<i32>(plan, TIME_FORM + 4)), wordEnd(load<i32>(plan, TIME_FORM + 8)), form);
}

function durationOf(plan: usize): f64 {
  const first = load<i32>(plan, DURATION_WORDS);
  if (first < 0) return Infinity;
  return numberAt(wordStart(first), wordEnd(load<i32>(plan, DURATION_WORDS + 4)));
}

function endOfLine(start: usize, limit: usize): usize {
  for (let at = start; at < limit; at += 16) {
    const feeds = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(LINE_FEED)));
    if (feeds == 0) continue;
    const end = at + <usize>ctz(feeds);
    return end < limit ? end : limit;
  }
  return limit;
}

function isBlank(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x09 && byte != 0x0d) return false;
  }
  return true;
}

/** As a container runtime marks lines that it cut. */
function isPerhapsPart(start: usize): bool {
  let space = start;
  while (load<u8>(space) != 0x20 && space - start < LONGEST_TIME) space++;
  return load<u8>(space + TO_TAG) == TAG_OF_PART;
}
