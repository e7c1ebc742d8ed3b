import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { readJsonExchange } from '../json/json-exchange.js';
import { isObject, valueAt } from '../json/json-headers.js';

const RECORDER: Recorder = {
  name: 'NDJSON',
  hides: ['headers that were not logged', 'the connection and its TLS handshake'],
  captureMore: 'curl -sS -v … 2>&1 | errdoctor',
};

const LINES_SNIFFED = 8;
const PROBLEMS_NAMED = 5;

/** One JSON object per line: an exchange, nested or flat, or an API's error body alone. */
const ndjson: Format = {
  name: 'NDJSON',
  example: 'errdoctor calls.ndjson',

  sniff(input) {
    let objects = 0;
    let others = 0;
    for (const line of lines(input)) {
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
    for (const line of lines(input)) {
      const exchange = readLine(input, line);
      if (exchange) exchanges.push(exchange);
      else broken.push(input.lineAt(line.start));
    }
    if (exchanges.length === 0) throw new UnreadableInput(`No line of ${input.name} is a JSON object.`);
    return { exchanges, problems: problemsOf(broken) };
  },
};

export default ndjson;

/** The lines that are not blank, without byte-order mark and line end. */
function* lines(input: Input): Generator<Span> {
  const { bytes } = input;
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const next = newline < 0 ? bytes.length : newline;
    let from = start;
    let end = next;
    while (from < end && isBlank(bytes[from] as number)) from++;
    while (end > from && isBlank(bytes[end - 1] as number)) end--;
    if (end > from) yield { start: from, end };
    start = next + 1;
  }
}

function readLine(input: Input, line: Span): Exchange | undefined {
  let value: unknown;
  try {
    value = JSON.parse(textOf(input, line));
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const parts = exchangeMembers(value);
  if (parts) return readJsonExchange(parts, line, RECORDER);
  const body = { is: 'parsed', value, at: valueAt(line, []) } as const;
  return {
    response: { headers: Headers.notCaptured, body },
    hops: [],
    recorder: RECORDER,
    at: { spans: [line] },
  };
}

/** Quicker than a TextDecoder, which counts at a million lines. */
function textOf({ bytes }: Input, { start, end }: Span): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}

function isObjectLine({ bytes }: Input, { start, end }: Span): boolean {
  return bytes[start] === 0x7b && bytes[end - 1] === 0x7d && end - start > 2;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

function problemsOf(broken: readonly number[]): string[] {
  if (broken.length === 0) return [];
  const named = broken.slice(0, PROBLEMS_NAMED).join(', ');
  const more = broken.length > PROBLEMS_NAMED ? ` and ${broken.length - PROBLEMS_NAMED} more` : '';
  return [`${broken.length === 1 ? 'Line' : 'Lines'} ${named}${more} could not be read as a JSON object.`];
}
