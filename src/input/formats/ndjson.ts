import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { readJsonExchange } from '../json/json-exchange.js';
import { isObject } from '../json/json-headers.js';
import { isLogRecord, readLoneBody, readRecord } from '../log/log-record.js';
import { lineProblems, linesOf } from '../log/log-lines.js';

const RECORDER: Recorder = {
  name: 'NDJSON',
  hides: ['headers that were not logged', 'the connection and its TLS handshake'],
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
    let others = 0;
    for (const line of linesOf(input)) {
      if (isObjectLine(input, line)) objects++;
      else others++;
      if (objects + others >= LINES_SNIFFED) break;
    }
    if (objects + others < 2 || objects === 0) return 0;
    // Surer than the format of the first line alone.
    return others === 0 ? 0.95 : (0.7 * objects) / (objects + others);
  },

  read(input): Reading {
    const exchanges: Exchange[] = [];
    const broken: number[] = [];
    let lines = 0;
    let skipped = 0;
    for (const line of linesOf(input)) {
      lines++;
      const value = parse(input, line);
      if (!isObject(value)) {
        broken.push(input.lineAt(line.start));
        continue;
      }
      // Nearly every line of a large file is an exchange itself: nothing else is tried on it.
      const parts = exchangeMembers(value);
      if (parts) {
        exchanges.push(readJsonExchange(parts, line, RECORDER));
        continue;
      }
      const found = readRecord(value, line, RECORDER);
      if (found.length > 0) exchanges.push(...found);
      else if (isLogRecord(value)) skipped++;
      else exchanges.push(readLoneBody(value, line, RECORDER));
    }
    if (exchanges.length === 0) {
      throw new UnreadableInput(
        skipped > 0
          ? `No line of ${input.name} tells of an HTTP call.`
          : `No line of ${input.name} is a JSON object.`,
      );
    }
    return { exchanges, problems: lineProblems({ lines, skipped, broken }) };
  },
};

export default ndjson;

function parse(input: Input, line: Span): unknown {
  try {
    return JSON.parse(textOf(input, line));
  } catch {
    return undefined;
  }
}

/** Quicker than a TextDecoder, which counts at a million lines. */
function textOf({ bytes }: Input, { start, end }: Span): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}

function isObjectLine({ bytes }: Input, { start, end }: Span): boolean {
  return bytes[start] === 0x7b && bytes[end - 1] === 0x7d && end - start > 2;
}
