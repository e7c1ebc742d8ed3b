import type { Recorder } from '../../exchange/exchange.js';
import { assemble } from '../curl/assemble.js';
import { shareBodies } from '../curl/shared-output.js';
import { Stretch } from '../curl/stretch.js';
import { VerboseReader } from '../curl/verbose-reader.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';

const RECORDER: Recorder = {
  name: 'curl -v',
  captureMore: 'curl --trace - …',
};

/** `curl -v`, also with `-i`, with the body on standard output mixed in anywhere; also a lone `curl: (NN)` message. */
const curlVerbose: Format = {
  name: 'curl -v',
  example: 'curl -sS -v … > call.txt 2>&1',
  surest: 0.95,
  sniff,
  read,
};

export default curlVerbose;

function sniff(input: Input): number {
  const text = sample(input.latin1);
  // Most inputs hold none of these, and the patterns below cost milliseconds to compile.
  if (!['> ', '< HTTP', '* ', 'curl: '].some((mark) => text.includes(mark))) return 0;
  const sent = SENT.test(text);
  const received = RECEIVED.test(text);
  if (sent && received) return 0.95;
  if (sent || received) return 0.85;
  if (MESSAGE.test(text)) return 0.8;
  if (FAILED.test(text)) return 0.7;
  return 0;
}

function read(input: Input): Reading {
  const reader = new VerboseReader(input.latin1);
  reader.read();
  const turns = reader.turns.list;
  if (turns.length === 0) {
    throw new UnreadableInput(
      `${input.name} was read as the output of curl -v, but no line begins with "> ", "< " or "* " as curl writes them. Capture the call again with: curl -sS -v … > call.txt 2>&1`,
    );
  }
  const problems = shareBodies(turns, Stretch.joined(reader.before));
  return { exchanges: assemble(turns, RECORDER), problems: [...reader.problems, ...problems] };
}

/** Both ends of the input: the body may stand before all of curl's own lines. */
function sample(text: string): string {
  return text.length <= SAMPLE ? text : `${text.slice(0, SAMPLE)}\n${text.slice(-SAMPLE / 4)}`;
}

const SAMPLE = 64 * 1024;
const PREFIX = String.raw`(?:^|[\r\n]|--:--  {4}\d)(?:\d\d:\d\d:\d\d\.\d{6} )?(?:\[[\dx]{1,10}-[\dx]{1,10}\] )?`;
const SENT = new RegExp(String.raw`${PREFIX}> [A-Za-z]{3,20} \S{1,8192} HTTP/\d`);
const RECEIVED = new RegExp(String.raw`${PREFIX}< HTTP/\d(?:\.\d)? [1-9]\d\d`);
/** Messages that no list in a ticket begins with. */
const MESSAGE = new RegExp(
  String.raw`(?:${PREFIX}|: )\* (?: *Trying [\d[]|Host \S{1,255}:\d+ was resolved|Connected to \S{1,255} \(|Established connection to |Could not resolve (?:host|proxy): |Uses proxy env|Connection #\d+ to host|[Cc]losing connection|TLSv[\d.]+ \((?:IN|OUT)\), TLS|OpenSSL|SSL certificate problem: |Failed to connect to \S{1,255} port |Operation timed out after \d|Empty reply from server)`,
);
const FAILED = /(?:^|[\r\n]|curl(?:\.exe)? : )curl: (?:\(\d{1,3}\) |option |no URL )/;
