import type { Body } from '../../exchange/body.js';
import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { readMessages } from '../client-errors/message-exchange.js';
import { Stretch } from '../curl/stretch.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';

const RECORDER: Recorder = {
  name: 'Newman (output)',
  captureMore: 'newman run … -r json --reporter-json-export report.json; errdoctor report.json',
};

const SAMPLE = 64 * 1024;
/** The line of a request, which the answer follows on it or, with `--verbose`, on the next. */
const HEADS =
  /^ {2}(?:\[[^\]\n]{1,60}\] {1,4})?[A-Z]{1,20} \S{1,8192} {1,4}(?:\[(?:[1-5]\d\d [^\]\n]{1,200}|errored)\]\r?$|\r?\n {2,4}[1-5]\d\d )/gm;
/** The table that ends a run. */
const SUMMARY = /^(?:\xe2\x94\x8c\xe2\x94\x80|\.-{3})/m;

const PATTERNS = [
  /^ {2}(?:\[[^\]\n]{1,60}\] {1,4})?(?<method>[A-Z]{1,20}) (?<url>\S{1,8192})/d,
  /^[^\n]{1,9000} \[(?<status>[1-5]\d\d) (?<reason>[^,\]\n]{0,100}),/d,
  /^[^\n]{1,9000}\[errored\]\r?\n {5}(?<says>[^\n]{1,2000})/d,
  // Attempts at several addresses fail with an error without words.
  /^[^\n]{1,9000}\[(?<says>errored)\]/d,
  /^[^\n]{1,9000}\n {2,4}(?<status>[1-5]\d\d) (?<reason>[^\xe2\n]{0,100}) \xe2\x98\x85/d,
];

/** What `newman run` prints, also with `--verbose`. */
const newmanCli: Format = {
  name: 'Newman output',
  example: 'newman run collection.json --verbose | errdoctor',
  surest: 0.85,

  sniff({ latin1 }) {
    return readAll(latin1.slice(0, SAMPLE)).length > 0 ? 0.85 : 0;
  },

  read(input): Reading {
    const exchanges = readAll(input.latin1);
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no request that Newman sent.`);
    return { exchanges, problems: [] };
  },
};

export default newmanCli;

function readAll(latin1: string): Exchange[] {
  const starts = [...latin1.matchAll(HEADS)].map(({ index }) => index);
  return starts.flatMap((start, which) => {
    const next = starts[which + 1] ?? latin1.length;
    const summary = latin1.slice(start, next).search(SUMMARY);
    const span = { start, end: summary < 0 ? next : start + summary };
    const exchange = readMessages(latin1, { span, messages: [span] }, PATTERNS, RECORDER);
    return exchange ? withBodies(latin1, span, exchange) : [];
  });
}

function withBodies(latin1: string, span: Span, exchange: Exchange): Exchange {
  const { request, response } = exchange;
  const sent = boxedBody(latin1, span, UP);
  const answered = boxedBody(latin1, span, DOWN);
  return {
    ...exchange,
    request: request && sent ? { ...request, body: sent } : request,
    response: response && answered ? { ...response, body: answered } : response,
  };
}

const UP = '\xe2\x86\x91';
const DOWN = '\xe2\x86\x93';
const SIDE = '  \xe2\x94\x82 ';
const CLIPPED = '(showing ';

/** A body in its box, whose lines were broken to fit the terminal. */
function boxedBody(latin1: string, { start, end }: Span, arrow: string): Body | undefined {
  const found = latin1.slice(start, end).indexOf(`  \xe2\x94\x8c ${arrow} `);
  if (found < 0) return undefined;
  const top = start + found;
  const lines: Stretch[] = [];
  let at = latin1.indexOf('\n', top) + 1;
  let cut = false;
  while (at > 0 && latin1.startsWith(SIDE, at) && !cut) {
    const feed = latin1.indexOf('\n', at);
    const stop = feed < 0 ? latin1.length : feed;
    cut = latin1.startsWith(CLIPPED, at + SIDE.length);
    if (!cut) lines.push(Stretch.of(latin1, at + SIDE.length, latin1[stop - 1] === '\r' ? stop - 1 : stop));
    at = feed + 1;
  }
  if (lines.length === 0) return undefined;
  const text = Stretch.joined(lines);
  return cut
    ? { is: 'cut', bytes: text.bytes, at: text.place }
    : { is: 'bytes', wire: text.bytes, exact: false, at: text.place };
}
