import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { isObject } from '../json/json-headers.js';
import { jsonOf } from '../locate.js';
import { LineCounts, linesOf } from '../log/log-lines.js';
import { hasLogPrefix, joinedParts } from '../log/log-prefix.js';
import { isLogRecord, readRecord } from '../log/log-record.js';
import { readLine } from '../log/read-line.js';

const RECORDER: Recorder = {
  name: 'log lines',
  captureMore: 'errdoctor explain capture',
};

const LINES_SNIFFED = 32;
/** A larger single document is no log record. */
const RECORD_SNIFFED = 1 << 20;

/**
 * Log lines behind the prefixes of containers, syslog and cloud consoles (`2026-09-21T14:13:20.1Z stdout F {…}`,
 * `api-1  | {…}`, `Sep 21 14:13:20 host app[12]: {…}`), and a single record of a logger or collector.
 */
const logLines: Format = {
  name: 'log lines',
  example: 'kubectl logs deploy/api | errdoctor',
  surest: 0.65,

  sniff(input) {
    if (isDocument(input))
      return input.bytes.length <= RECORD_SNIFFED && documentRecords(input).length > 0 ? 0.6 : 0;
    let lines = 0;
    let prefixed = 0;
    for (const { start, end } of linesOf(input)) {
      if (hasLogPrefix(input.latin1.slice(start, Math.min(end, start + 2048)))) prefixed++;
      if (++lines >= LINES_SNIFFED) break;
    }
    return prefixed === 0 ? 0 : 0.3 + (0.35 * prefixed) / lines;
  },

  read(input): Reading {
    if (isDocument(input)) {
      const exchanges = documentRecords(input);
      if (exchanges.length > 0) return { exchanges, problems: [] };
    }
    const exchanges: Exchange[] = [];
    const counts = new LineCounts();
    for (const parts of joinedParts(input)) {
      const line = readLine(input, parts, RECORDER);
      counts.add(line, input.lineAt((parts[0] as Span).start));
      exchanges.push(...line.exchanges);
    }
    if (exchanges.length === 0) throw new UnreadableInput(`No line of ${input.name} tells of an HTTP call.`);
    return { exchanges, problems: counts.problems() };
  },
};

export default logLines;

function isDocument(input: Input): boolean {
  const json = jsonOf(input);
  const start = json.skipSpace(0, input.bytes.length);
  return json.isContainer(start) && jsonLooksWhole(input, start);
}

/** `[2026-09-21 …] INFO` begins like a list. */
function jsonLooksWhole({ latin1 }: Input, start: number): boolean {
  return /^[{[]\s{0,200}["{[\]}]/.test(latin1.slice(start, start + 256));
}

/** The exchanges of a single JSON document that is a log record or a list of them, and no exchange itself. */
function documentRecords(input: Input): Exchange[] {
  const json = jsonOf(input);
  const { length } = input.bytes;
  const start = json.skipSpace(0, length);
  const { end } = json.value(start, length);
  if (json.skipSpace(end, length) < length) return [];
  let value: unknown;
  try {
    value = JSON.parse(input.text({ start, end }));
  } catch {
    return [];
  }
  const records: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (exchangeMembers(records[0]) || !records.some(isRecord)) return [];
  return readRecord(value, { start, end }, RECORDER);
}

function isRecord(value: unknown): boolean {
  return (
    isLogRecord(value) ||
    (isObject(value) &&
      ['attributes', 'http', 'logEvents', 'events', 'message', '_source', 'tags', 'data', 'hits'].some(
        (name) => typeof value[name] === 'object',
      ))
  );
}
