import type { Recorder } from '../../exchange/exchange.js';
import { assemble } from '../curl/assemble.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import { firstRequest, RawMessages } from '../http/raw-messages.js';

const RECORDER: Recorder = {
  name: 'HTTP messages as text',
  captureMore: 'curl --trace - …',
};
const CHARACTERS_SNIFFED = 16 * 1024;

/** Requests as they travel, each alone or with its answer: from a proxy, a debugger or an HTTP client's file. */
const rawHttp: Format = {
  name: 'HTTP messages as text',
  example: 'errdoctor request.txt',
  surest: 0.9,

  sniff({ latin1 }) {
    const head = latin1.slice(0, CHARACTERS_SNIFFED);
    const begin = firstRequest(head);
    if (begin === undefined) return 0;
    // Only a title or a separator stands before it.
    return /^(?:\xef\xbb\xbf)?\s{0,100}$/.test(head.slice(0, begin)) ? 0.9 : begin < 400 ? 0.6 : 0.4;
  },

  read(input): Reading {
    const reader = new RawMessages(input.latin1);
    reader.read();
    const { list } = reader.turns;
    if (list.length === 0)
      throw new UnreadableInput(
        `${input.name} holds no HTTP message that begins with a line such as "POST /v1/things HTTP/1.1".`,
      );
    return { exchanges: assemble(list, RECORDER), problems: reader.problems };
  },
};

export default rawHttp;
