import { LONGEST } from './piece.js';
import type { Window } from './window.js';

const LINE_FEED = 0x0a;
const FIRST_BYTES = 64 * 1024;

/** Whole lines, and the number of the first. */
export interface Lines {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly line: number;
  readonly offset: number;
}

/**
 * Cuts what is left of an input into pieces of whole lines.
 *
 * @param size bytes that a piece has at most, unless one line is longer; the first is small
 * @param tooLong told of each line of more than 64 MiB, of which only the beginning is given
 */
export async function* linePieces(
  window: Window,
  size: number,
  tooLong: (line: number) => void,
): AsyncGenerator<Lines> {
  // What the first lines tell is needed to read the others faster.
  for (let wanted = Math.min(size, FIRST_BYTES); ; ) {
    await window.fill(wanted);
    const { line, offset, bytes } = window;
    const isRest = window.ended && bytes.length <= wanted;
    const end = isRest ? bytes.length : endOfLines(bytes.subarray(0, wanted));
    if (end > 0) yield { bytes: window.take(end), line, offset };
    else if (wanted >= LONGEST) {
      tooLong(line);
      yield { bytes: window.take(LONGEST), line, offset };
      await skipLine(window, size);
    } else if (!isRest) {
      wanted = Math.min(wanted * 2, LONGEST);
      continue;
    }
    if (window.ended && window.bytes.length === 0) return;
    wanted = size;
  }
}

async function skipLine(window: Window, size: number): Promise<void> {
  for (;;) {
    const end = window.bytes.indexOf(LINE_FEED);
    if (end >= 0) return window.drop(end);
    window.drop(window.bytes.length);
    if (window.ended) return;
    await window.fill(size);
  }
}

/** A line that a container runtime cut (its tag is P) goes on in the next. */
const PARTIAL = /^\S{1,40} (?:stdout|stderr) P /;
/** From the first space to the tag. */
const TO_TAG = ' stdout '.length;
const LONGEST_TIME = 40;

/** Whether the line that begins there is a part of one that goes on in the next. */
export function isPart(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] === 0x7b) return false;
  let space = start;
  while (bytes[space] !== 0x20 && space - start < LONGEST_TIME) space++;
  if (bytes[space + TO_TAG] !== 0x50) return false;
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(64, bytes.length - start));
  return PARTIAL.test(beginning.toString('latin1'));
}

/** Behind the last line feed that does not part what belongs together; 0 where there is none. */
function endOfLines(bytes: Uint8Array): number {
  let end = bytes.lastIndexOf(LINE_FEED) + 1;
  while (end > 0) {
    const start = end < 2 ? 0 : bytes.lastIndexOf(LINE_FEED, end - 2) + 1;
    if (!isPart(bytes, start)) return end;
    end = start;
  }
  return 0;
}
