import type { Exchange, Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import { readMessages } from '../client-errors/message-exchange.js';
import { assemble } from '../curl/assemble.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import { RawMessages } from '../http/raw-messages.js';

const RECORDER: Recorder = {
  name: 'HTTPie',
  captureMore: 'http -v --pretty=none … 2>&1 | errdoctor',
};

const SAMPLE = 64 * 1024;
/** `http: error: …`, `https: LogLevel.WARNING: HTTP 401 Unauthorized`. */
const NOTICE = /^https?: (?:LogLevel\.)?(?:error|warning): /gim;
const AGENT = /^User-Agent: HTTPie\//im;

const PATTERNS = [
  /^HTTP (?<status>[1-5]\d\d) (?<reason>[^\n]{0,100})\s{0,10}(?<body>)/d,
  / while doing an? (?<method>[A-Z]{1,20}) request to URL: (?<url>https?:\/\/\S{1,8192})/d,
  /^(?!HTTP \d)(?<says>[^\n]{1,2000}?)(?= while doing an? [A-Z]|\r?\n|$)/d,
];

/** What HTTPie prints with `-v` or `--print`, and its errors and warnings. */
const httpie: Format = {
  name: 'HTTPie output',
  example: 'http -v --pretty=none POST https://api.example.com/… 2>&1 | errdoctor',
  surest: 0.92,

  sniff({ latin1 }) {
    const sample = latin1.slice(0, SAMPLE);
    return AGENT.test(sample) || readNotices(sample).length > 0 ? 0.92 : 0;
  },

  read({ name, latin1 }): Reading {
    const messages = new RawMessages(latin1);
    messages.read();
    const shown = assemble(messages.turns.list, RECORDER);
    const exchanges = withFailure(shown, readNotices(latin1));
    if (exchanges.length === 0) throw new UnreadableInput(`${name} holds no message of HTTPie.`);
    return { exchanges, problems: messages.problems };
  },
};

export default httpie;

/** The calls that errors and warnings tell of, which repeat the shown ones. */
function readNotices(latin1: string): Exchange[] {
  const starts = [...latin1.matchAll(NOTICE)].map(({ index, 0: prefix }) => index + prefix.length);
  return starts.flatMap((start, which) => {
    const span: Span = { start, end: starts[which + 1] ?? latin1.length };
    return readMessages(latin1, { span, messages: [span] }, PATTERNS, RECORDER) ?? [];
  });
}

/** The error belongs to the call that has no answer; standard error may stand before it. */
function withFailure(shown: readonly Exchange[], told: readonly Exchange[]): Exchange[] {
  if (shown.length === 0) return [...told];
  const failed = told.find(({ transport }) => transport);
  return shown.map((exchange) => {
    if (exchange.response || !failed) return exchange;
    const { transport, connection } = failed;
    return { ...exchange, transport, connection: connection ?? exchange.connection };
  });
}
