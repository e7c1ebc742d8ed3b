import type { Span } from '../exchange/place.js';
import { LONGEST } from '../stream/piece.js';
import type { Read } from '../stream/read.js';

const LINE_FEED = 0x0a;
const READ_AT_ONCE = 256 * 1024;

/** Some whole lines, in an ArrayBuffer that nothing else uses; or one line that is too long, of which nothing is kept. */
export type Lines = Uint8Array<ArrayBuffer> | 'too long';

/**
 * Cuts an input into whole lines, as many as have arrived: nothing waits for more than the end of its own line. Each
 * piece ends in a line feed, but for the last where the input does not.
 */
export async function* wholeLines(read: Read): AsyncGenerator<Lines> {
  let begun: Uint8Array[] = [];
  let length = 0;
  let skipping = false;
  for (;;) {
    const buffer = new Uint8Array(READ_AT_ONCE);
    const count = await read(buffer);
    if (count === 0) break;
    let arrived = buffer.subarray(0, count);
    const first = arrived.indexOf(LINE_FEED);
    if (skipping || length + (first < 0 ? count : first) > LONGEST) {
      begun = [];
      length = 0;
      skipping = first < 0;
      if (skipping) continue;
      yield 'too long';
      arrived = arrived.subarray(first + 1);
    }
    const end = arrived.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield joined([...begun, arrived.subarray(0, end)]);
      begun = [];
      length = 0;
    }
    begun.push(arrived.slice(end));
    length += arrived.length - end;
  }
  if (skipping) yield 'too long';
  else if (length > 0) yield joined(begun);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Where the lines of a piece begin and end, without line feeds. */
export function* eachLine(lines: Uint8Array): Generator<Span> {
  // The search of a Buffer is seven times as fast as that of a Uint8Array.
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    yield { start, end };
    start = end + 1;
  }
}
