import { receivedHeaders } from '../capture/headers.js';
import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** `curl -i`: the answer alone; without `-s` the meter and the error line come from standard error. */
export default {
  name: 'curl -i',
  write({ call, answer, failure, record }, random) {
    if (record) return undefined;
    if (failure) {
      const text = `curl: (${failure.curlExit}) ${failure.curlSays}\n`;
      return capture(text, { clientWords: true, line: text.includes(new URL(call.url).hostname) });
    }
    if (!answer) return undefined;
    const end = random.chance(0.3) ? '\n' : '\r\n';
    const status =
      call.version === '2' ? `HTTP/2 ${answer.status} ` : `HTTP/1.1 ${answer.status} ${answer.reason}`;
    const head = [status, ...receivedHeaders(answer, call.version).map((field) => field.join(': ')), '']
      .map((line) => `${line}${end}`)
      .join('');
    return capture(head + answer.body, { status: true, answerHeaders: true, answerBody: true });
  },
} satisfies Writer;
