import type { Recorder } from '../../exchange/exchange.js';
import { assemble } from '../curl/assemble.js';
import { RawAnswers } from '../curl/raw-answers.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';

const RECORDER: Recorder = {
  name: 'curl -i',
  captureMore: 'curl --trace - …',
};

/** `curl -i`: heads and bodies as received, several with `-L`; a raw HTTP response is the same. */
const curlInclude: Format = {
  name: 'curl -i',
  example: 'curl -sS -i … > answer.txt 2>&1',
  surest: 0.9,
  sniff,
  read,
};

export default curlInclude;

function sniff(input: Input): number {
  const head = input.latin1.slice(0, 16 * 1024);
  if (AT_START.test(head)) return 0.9;
  return AFTER_COMMAND.test(head) ? 0.75 : 0;
}

function read(input: Input): Reading {
  const reader = new RawAnswers(input.latin1);
  reader.read();
  if (reader.turns.list.length === 0) {
    throw new UnreadableInput(
      `${input.name} was read as the output of curl -i, but no line is a status line such as "HTTP/1.1 401 Unauthorized". Capture the call again with: curl -sS -i … > answer.txt 2>&1`,
    );
  }
  return {
    exchanges: assemble(reader.turns.list, RECORDER, (turn) => reader.passedOver.has(turn)),
    problems: reader.problems,
  };
}

const STATUS = String.raw`HTTP\/\d(?:\.\d)? [1-9]\d\d(?: [^\r\n]{0,200})?\r*(?:\n|$)`;
const AT_START = new RegExp(`^(?:\\xef\\xbb\\xbf)?\\s{0,20}${STATUS}`);
/** The command that was copied along, or the progress meter, may stand first. */
const AFTER_COMMAND = new RegExp(`^[^\\n]{0,300}(?:\\bcurl\\b|% Total)[\\s\\S]{0,4000}?\\n${STATUS}`);
