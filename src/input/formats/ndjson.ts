import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { LineCounts, linesOf } from '../log/log-lines.js';
import { readLine } from '../log/read-line.js';
import { readObjectLine } from '../log/read-object-line.js';

export const RECORDER: Recorder = {
  name: 'NDJSON',
  captureMore: 'curl -sS -v … 2>&1 | errdoctor',
};

const LINES_SNIFFED = 8;

/** One JSON object per line: an exchange, nested or flat, a logger's or collector's record of one, or an API's error body alone. */
const ndjson: Format = {
  name: 'NDJSON',
  example: 'errdoctor calls.ndjson',
  surest: 0.95,

  sniff(input) {
    let objects = 0;
    let begun = 0;
    let others = 0;
    for (const line of linesOf(input)) {
      if (input.bytes[line.start] !== 0x7b) others++;
      else if (isObjectLine(input, line)) objects++;
      else begun++;
      if (objects + begun + others >= LINES_SNIFFED) break;
    }
    const all = objects + begun + others;
    if (all < 2 || objects === 0) return 0;
    // One answer among a few lines of words is quoted by them; free text reads both together.
    if (objects === 1 && others > 1 && all < LINES_SNIFFED) return 0.04;
    // Surer than the format of the first line alone; a line that breaks off does not make the others another format.
    return others === 0 ? 0.95 : (0.7 * objects) / all;
  },

  read(input): Reading {
    const exchanges: Exchange[] = [];
    const counts = new LineCounts();
    for (const line of linesOf(input)) {
      const found = readObjectLine(input, line, RECORDER) ?? readLine(input, [line], RECORDER);
      counts.add(found, input.lineAt(line.start));
      exchanges.push(...found.exchanges);
    }
    if (exchanges.length === 0) throw new UnreadableInput(`No line of ${input.name} tells of an HTTP call.`);
    return { exchanges, problems: counts.problems() };
  },
};

export default ndjson;

function isObjectLine({ bytes }: Input, { start, end }: Span): boolean {
  return bytes[start] === 0x7b && bytes[end - 1] === 0x7d && end - start > 2;
}
