import type { Exchange, Recorder, ResponseMessage } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { at } from '../../exchange/place.js';
import { jsonEnd } from '../curl/answer-body.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import { curlRequest } from '../shell/curl-request.js';
import { cmdWords, shellWords } from '../shell/words.js';

const RECORDER: Recorder = {
  name: 'a curl command',
  captureMore: 'errdoctor curl …',
};
const CHARACTERS_SNIFFED = 4096;
/** The prompt of a shell, also with user, host and folder. */
const PROMPT = String.raw`(?:\xef\xbb\xbf)?\s{0,100}(?:(?:[\w.@:~/-]{0,100}[$#%]|PS [^\n>]{0,200}>|[A-Z]:\\[^\n>]{0,200}>|>) {0,4})?`;
const COMMAND = new RegExp(String.raw`^${PROMPT}curl(?:\.exe)?(?=[ \t^\\])(?! : )`);

/** A curl command as copied from a shell or from a browser's "Copy as cURL", also with the JSON that it printed. */
const curlCommand: Format = {
  name: 'a curl command',
  example: `errdoctor analyze --request command.txt answer.json`,
  surest: 0.6,

  sniff({ latin1 }) {
    return COMMAND.test(latin1.slice(0, CHARACTERS_SNIFFED)) ? 0.6 : 0;
  },

  read(input): Reading {
    const { latin1 } = input;
    const start = COMMAND.exec(latin1.slice(0, CHARACTERS_SNIFFED))?.[0].length ?? 0;
    // Only a command for cmd.exe escapes with ^ at the end of a line or before a quote.
    const isCmd = /\^\r?\n|\^"/.test(latin1);
    const { words, end } = isCmd ? cmdWords(latin1, start) : shellWords(latin1, start);
    const place = at(0, end);
    const request = start > 0 ? curlRequest(words, place) : undefined;
    if (!request) throw new UnreadableInput(`${input.name} holds a curl command without a URL.`);
    const response = printedAnswer(latin1, end);
    const exchange: Exchange = { request, response, hops: [], recorder: RECORDER, at: at(0, latin1.length) };
    return { exchanges: [exchange], problems: [] };
  },
};

export default curlCommand;

/** JSON that stands behind the command is what it printed. */
function printedAnswer(latin1: string, from: number): ResponseMessage | undefined {
  const start = latin1.slice(from).search(/\S/) + from;
  const length = start < from ? undefined : jsonEnd(latin1.slice(start));
  if (length === undefined) return undefined;
  const wire = Buffer.from(latin1.slice(start, start + length), 'latin1');
  const place = at(start, start + length);
  return { headers: Headers.notCaptured, body: { is: 'bytes', wire, exact: false, at: place }, at: place };
}
