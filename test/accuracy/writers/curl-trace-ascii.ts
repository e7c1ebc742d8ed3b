import { trace } from '../capture/trace.js';
import type { Writer } from '../writer.js';

const WIDTH = 64;

/** `curl --trace-ascii FILE`: rows of up to 64 bytes, cut at line ends; everything else is a full stop. */
export default {
  name: 'curl --trace-ascii',
  splits: true,
  write: (exchange, random) => trace(exchange, random, rows),
} satisfies Writer;

/** A row ends before CR LF, which is skipped; also when the pair stands right behind a full row. */
function rows(bytes: Uint8Array): string {
  const endsLine = (index: number) => bytes[index] === 13 && bytes[index + 1] === 10;
  let text = '';
  let start = 0;
  while (start < bytes.length) {
    let end = start;
    let row = '';
    while (end < bytes.length && end - start < WIDTH && !endsLine(end)) {
      const byte = bytes[end] as number;
      row += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
      end++;
    }
    text += `${start.toString(16).padStart(4, '0')}: ${row}\n`;
    start = endsLine(end) ? end + 2 : end;
  }
  return text;
}
