import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { proseOf } from '../text/prose.js';
import { readStatement, tellsWholeCall } from '../text/statement.js';

const RECORDER: Recorder = {
  name: 'free text',
  captureMore: 'curl -sS -v … 2>&1 | errdoctor',
};

const BYTES_SNIFFED = 64 * 1024;
const LINE_READ = 4096;

/** A log line, a stack trace or a ticket that holds a method, URL, status, code or JSON, also cut off. */
const freeText: Format = {
  name: 'free text with a URL, status or code',
  example: 'echo "POST https://api.example.com/v1/things returned 401: {…}" | errdoctor',
  surest: 0.05,

  sniff(input) {
    const beginning = { start: 0, end: Math.min(input.bytes.length, BYTES_SNIFFED) };
    if (input.bytes.subarray(0, LINE_READ).includes(0)) return 0;
    return readStatement(proseOf(input, beginning), RECORDER) ? 0.05 : 0;
  },

  read(input): Reading {
    const exchanges: Exchange[] = [];
    for (const span of statements(input)) {
      const exchange = readStatement(proseOf(input, span), RECORDER);
      if (exchange) exchanges.push(exchange);
    }
    if (exchanges.length === 0)
      throw new UnreadableInput(`${input.name} names no URL, no status and no error code.`);
    return { exchanges, problems: [] };
  },
};

export default freeText;

/**
 * Lines that tell a whole call each begin a statement of their own, to which what follows belongs; otherwise all of
 * the text is about one call.
 */
function statements(input: Input): Span[] {
  const { latin1 } = input;
  const starts: number[] = [];
  for (let start = 0; start < latin1.length; ) {
    const feed = latin1.indexOf('\n', start);
    const end = feed < 0 ? latin1.length : feed;
    if (tellsWholeCall(latin1.slice(start, Math.min(end, start + LINE_READ)))) starts.push(start);
    start = end + 1;
  }
  if (starts.length < 2) return [{ start: 0, end: latin1.length }];
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? latin1.length }));
}
