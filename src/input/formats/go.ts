import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { readMessages } from '../client-errors/message-exchange.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';

const RECORDER: Recorder = {
  name: 'Go error',
  captureMore:
    'dump, _ := httputil.DumpRequestOut(request, true); os.Stderr.Write(dump), and httputil.DumpResponse for the answer',
};

const SAMPLE = 64 * 1024;
/** url.Error of net/url: `Post "https://…": dial tcp …`; without quotes before Go 1.14. */
const HEADS =
  /(?<![\w"'-])(?:Get|Head|Post|Put|Patch|Delete|Options) \\?"?https?:\/\/[^\s"\\]{1,8192}\\?"?: /g;

const PATTERNS = [
  /^(?<method>\w{1,20}) \\?"?(?<url>https?:\/\/[^\s"\\]{1,8192}?)\\?"?: (?<says>[^\n]{1,2000})/d,
];

/** Errors of Go's net/http for calls that got no answer. */
const go: Format = {
  name: 'Go error',
  example: 'go run . 2>&1 | errdoctor',
  surest: 0.66,

  sniff({ latin1 }) {
    return readAll(latin1.slice(0, SAMPLE)).length > 0 ? 0.66 : 0;
  },

  read(input): Reading {
    const exchanges = readAll(input.latin1);
    if (exchanges.length === 0) throw new UnreadableInput(`${input.name} holds no error of Go's net/http.`);
    return { exchanges, problems: [] };
  },
};

export default go;

function readAll(latin1: string): Exchange[] {
  return [...latin1.matchAll(HEADS)].flatMap(({ index }) => {
    const feed = latin1.indexOf('\n', index);
    const span = { start: index, end: feed < 0 ? latin1.length : feed };
    return readMessages(latin1, { span, messages: [span] }, PATTERNS, RECORDER) ?? [];
  });
}
