import type { Recorder } from '../../exchange/exchange.js';
import { assemble } from '../curl/assemble.js';
import { TraceReader } from '../curl/trace-reader.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';

const HEX: Recorder = { name: 'curl --trace' };

const ASCII: Recorder = {
  name: 'curl --trace-ascii',
  captureMore: 'curl --trace - …',
};

/** `curl --trace` and `--trace-ascii`, also with `--trace-time` and `--trace-ids`. */
const curlTrace: Format = {
  name: 'curl --trace',
  example: 'curl -sS --trace - … > call.txt',
  surest: 0.98,
  sniff,
  read,
};

export default curlTrace;

function sniff(input: Input): number {
  const head = input.latin1.slice(0, 64 * 1024);
  if (RECORD.test(head)) return 0.98;
  return /(?:^|[\n\r])(?:\S{1,40} ){0,2}== Info: /.test(head) ? 0.9 : 0;
}

function read(input: Input): Reading {
  const reader = new TraceReader(input.latin1);
  reader.read();
  if (reader.turns.list.length === 0) {
    throw new UnreadableInput(
      `${input.name} was read as the output of curl --trace, but it holds no record such as "=> Send header, 120 bytes (0x78)". Capture the call again with: curl -sS --trace - … > call.txt`,
    );
  }
  return {
    exchanges: assemble(reader.turns.list, reader.form === 'hex' ? HEX : ASCII),
    problems: reader.problems,
  };
}

const RECORD = /(?:=> Send|<= Recv) (?:header|data|SSL data), \d{1,15} bytes \(0x[0-9a-f]{1,16}\)\r?(?:\n|$)/;
