import { trace } from '../capture/trace.js';
import type { Writer } from '../writer.js';

const WIDTH = 16;

/** `curl --trace FILE`: rows of sixteen bytes, in hexadecimal and as text. */
export default {
  name: 'curl --trace',
  splits: true,
  write: (exchange, random) => trace(exchange, random, rows),
} satisfies Writer;

function rows(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += WIDTH) {
    const row = [...bytes.subarray(start, start + WIDTH)];
    const hex = row.map((byte) => `${byte.toString(16).padStart(2, '0')} `).join('');
    const shown = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    text += `${start.toString(16).padStart(4, '0')}: ${hex.padEnd(WIDTH * 3)}${shown}\n`;
  }
  return text;
}
