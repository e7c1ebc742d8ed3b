import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { at, inside, type Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { isObject, type JsonDocument } from '../json/json-headers.js';
import { jsonOf } from '../locate.js';
import { jsonInLine, type LineJson } from '../log/line-json.js';
import { lineProblems, linesOf } from '../log/log-lines.js';
import { hasLogPrefix, joinedParts } from '../log/log-prefix.js';
import { isLogRecord, isTelling, readLoneBody, readRecord } from '../log/log-record.js';
import { proseOf } from '../text/prose.js';
import { readStatement } from '../text/statement.js';

const RECORDER: Recorder = {
  name: 'log lines',
  hides: ['headers that were not logged', 'the connection and its TLS handshake'],
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
    let lines = 0;
    let skipped = 0;
    for (const parts of joinedParts(input)) {
      lines++;
      const found = readParts(input, parts);
      if (found.length === 0) skipped++;
      exchanges.push(...found);
    }
    if (exchanges.length === 0) throw new UnreadableInput(`No line of ${input.name} tells of an HTTP call.`);
    return { exchanges, problems: lineProblems({ lines, skipped, broken: [] }) };
  },
};

export default logLines;

/** One line, or the pieces that a container runtime made of one. */
function readParts(input: Input, parts: readonly Span[]): Exchange[] {
  const text = parts.map(({ start, end }) => input.latin1.slice(start, end)).join('');
  const json = jsonInLine(text);
  const found = json ? readRecord(json.value, documentOf(parts, json), RECORDER) : [];
  if (found.length > 0) return found;
  const [first] = parts as [Span];
  const last = parts.at(-1) as Span;
  const told =
    parts.length === 1
      ? readStatement(proseOf(input, { start: first.start, end: last.end }), RECORDER)
      : undefined;
  if (told && isTelling(told)) return [told];
  return json && isObject(json.value) && looksFailed(json.value)
    ? [readLoneBody(json.value, documentOf(parts, json), RECORDER)]
    : [];
}

function documentOf(parts: readonly Span[], { from, to, quoted }: LineJson): JsonDocument {
  const [first] = parts as [Span];
  if (parts.length === 1) {
    const place = at(first.start + from, first.start + to);
    return quoted ? inside(place, { path: [] }) : place;
  }
  const place = inside({ spans: parts }, { from, to });
  return quoted ? inside(place, { path: [] }) : place;
}

/** An API's error envelope that was logged as it is. */
function looksFailed(value: Record<string, unknown>): boolean {
  if (isLogRecord(value)) return false;
  return (
    value.ok === false ||
    value.success === false ||
    ['error', 'errors', 'code', 'errorCode', 'error_code'].some((name) => value[name] != null)
  );
}

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
