import { isPart } from '../stream/line-pieces.js';

const LINE_FEED = 0x0a;

/** Where a line ends, with how many more lines that go on with it. */
export function endOfRecord(bytes: Buffer, start: number): { end: number; more: number } {
  for (let begin = start, more = 0; ; more++) {
    const feed = bytes.indexOf(LINE_FEED, begin);
    const end = feed < 0 ? bytes.length : feed;
    if (end + 1 >= bytes.length || !isPart(bytes, begin)) return { end, more };
    begin = end + 1;
  }
}
