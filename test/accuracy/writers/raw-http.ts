import { receivedHeaders, requestTarget, sentHeaders } from '../capture/headers.js';
import { capture } from '../capture/kept.js';
import type { Field } from '../exchange.js';
import type { Writer } from '../writer.js';

/** The messages of HTTP/1.1 as text, as proxies and API clients export them: the request, then the answer. */
export default {
  name: 'raw HTTP',
  write({ call, answer, record }, random) {
    if (record || !answer) return undefined;
    const end = random.chance(0.5) ? '\r\n' : '\n';
    const message = (first: string, fields: readonly Field[], body = '') =>
      [first, ...fields.map((field) => field.join(': ')), '', body].join(end);
    const request = message(
      `${call.method} ${requestTarget(call)} HTTP/1.1`,
      sentHeaders(call, random.pick(['go', 'requests', 'axios']), false),
      call.body,
    );
    const text = message(
      `HTTP/1.1 ${answer.status} ${answer.reason}`,
      receivedHeaders(answer, '1.1'),
      answer.body,
    );
    return capture(`${request}${end}${end}${text}${end}`, {
      line: true,
      requestHeaders: true,
      requestBody: true,
      status: true,
      answerHeaders: true,
      answerBody: true,
    });
  },
} satisfies Writer;
