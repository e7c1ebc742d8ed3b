import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { isObject } from '../json/json-headers.js';
import { LineCounts, linesOf } from '../log/log-lines.js';
import { readLine } from '../log/read-line.js';
import { readRecord } from '../log/log-record.js';
import { parsedLine, readObjectLine } from '../log/read-object-line.js';

export const RECORDER: Recorder = {
  name: 'NDJSON',
  captureMore: 'curl -sS -v … 2>&1 | errdoctor',
};

const LINES_SNIFFED = 8;
const LINES_SEARCHED = 512;
/** So many lines that are calls make a log, whatever stands between them. */
const CALLS = 3;

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
    // Surer than that the first line is all there is, or that it is prose.
    const among = others > 0 && holdsCalls(input) ? 0.4 : 0;
    if (all < 2 || objects === 0) return among;
    // One answer among a few lines of words is quoted by them; free text reads both together.
    if (objects === 1 && others > 1 && all < LINES_SNIFFED) return 0.04;
    // Surer than the format of the first line alone; a line that breaks off does not make the others another format.
    return others === 0 ? 0.95 : Math.max((0.7 * objects) / all, among);
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

/** Whether some lines are calls, between stack traces for example. */
function holdsCalls(input: Input): boolean {
  let lines = 0;
  let calls = 0;
  for (const line of linesOf(input)) {
    if (isObjectLine(input, line) && isCall(input, line)) calls++;
    if (calls === CALLS || ++lines === LINES_SEARCHED) break;
  }
  return calls === CALLS;
}

function isCall(input: Input, line: Span): boolean {
  const value = parsedLine(input, line);
  return (
    isObject(value) && (exchangeMembers(value) !== undefined || readRecord(value, line, RECORDER).length > 0)
  );
}

function isObjectLine({ bytes }: Input, { start, end }: Span): boolean {
  return bytes[start] === 0x7b && bytes[end - 1] === 0x7d && end - start > 2;
}
