import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { readMessages } from '../client-errors/message-exchange.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';

const RECORDER: Recorder = {
  name: 'Guzzle exception',
  captureMore:
    'echo GuzzleHttp\\Psr7\\Message::toString($e->getRequest()), "\\n", GuzzleHttp\\Psr7\\Message::toString($e->getResponse());',
};

const SAMPLE = 64 * 1024;
/** Where the message of one exception begins. */
const HEADS =
  /(?:Client error|Server error|Unsuccessful request): `[A-Z]{1,20} |cURL error \d{1,3}: |HTTP request returned status code \d{3}/g;

const PATTERNS = [
  /: `(?<method>[A-Z]{1,20}) (?<url>[^`\s]{1,8192})` resulted in a `(?<status>[1-9]\d\d)(?: (?<reason>[^`\n]{0,200}))?` response(?::\s{0,4}(?<body>))?/d,
  /cURL error (?<exit>\d{1,3}): (?<says>[^\n]{1,1000}?)(?= \(see https?:\/\/|\r?\n|$| for https?:\/\/)/d,
  /^cURL error [^\n]{1,1500}? for (?<url>https?:\/\/[^\s"'`]{1,8192})/d,
  /HTTP request returned status code (?<status>[1-9]\d\d)(?::\s{0,4}(?<body>))?/d,
];

/** Messages of Guzzle's exceptions and of Laravel's HTTP client, alone, uncaught or in a log. */
const guzzle: Format = {
  name: 'Guzzle or Laravel exception',
  example: 'errdoctor storage/logs/laravel.log',
  surest: 0.66,

  sniff({ latin1 }) {
    return readAll(latin1.slice(0, SAMPLE)).length > 0 ? 0.66 : 0;
  },

  read(input): Reading {
    const exchanges = readAll(input.latin1);
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no exception of Guzzle.`);
    return { exchanges, problems: [] };
  },
};

export default guzzle;

function readAll(latin1: string): Exchange[] {
  const starts: number[] = [];
  for (const { index } of latin1.matchAll(HEADS)) {
    if (!isRepeated(latin1, starts.at(-1), index)) starts.push(index);
  }
  return starts.flatMap((start, which) => {
    const span = { start, end: starts[which + 1] ?? latin1.length };
    return readMessages(latin1, { span, messages: [span] }, PATTERNS, RECORDER) ?? [];
  });
}

/** A log's message is followed by the exception that it came from, and an uncaught one is printed to both outputs. */
function isRepeated(latin1: string, last: number | undefined, start: number): boolean {
  if (last === undefined || firstLine(latin1, last) !== firstLine(latin1, start)) return false;
  const before = latin1.slice(Math.max(0, start - 200), start);
  return /\(code: \d{1,5}\): $|Fatal error: {1,2}Uncaught [\w\\]{1,150}: $/.test(before);
}

function firstLine(latin1: string, start: number): string {
  return /[^\n]{0,300}/.exec(latin1.slice(start, start + 300))?.[0] ?? '';
}
