import { connection, type Said, streamFields, TICKETS } from '../capture/curl-connection.js';
import { requestTarget, receivedHeaders, sentHeaders } from '../capture/headers.js';
import { capture } from '../capture/kept.js';
import type { Call } from '../exchange.js';
import type { Random } from '../random.js';
import type { Writer } from '../writer.js';

const METER = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;
const WAITING = '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';

/** How the two streams of curl came together. */
type Mix = 'terminal' | 'unbuffered' | 'body-last' | 'body-first';

/** `curl -v`: everything but the request's body. */
export default {
  name: 'curl -v',
  write({ call, answer, failure, record }, random) {
    if (record) return undefined;
    const mix = random.pick<Mix>(['terminal', 'unbuffered', 'body-last', 'body-last', 'body-first']);
    const terminal = mix === 'terminal';
    const end = terminal || random.chance(0.3) ? '\n' : '\r\n';
    const meter = !terminal && random.chance(0.4);
    const say = (list: readonly Said[]) =>
      list
        .filter((one) => 'text' in one || !terminal)
        .map((one) =>
          'text' in one ? `* ${one.text}\n` : `${one.out ? '}' : '{'} [${one.data} bytes data]\n`,
        )
        .join('');
    const fields = sentHeaders(call, 'curl');
    const http = call.version === '2' ? 'HTTP/2' : 'HTTP/1.1';

    let head = meter ? `${METER}${WAITING}` : '';
    head += say(connection(call, failure, random));
    if (failure?.stage !== 'before-connection' && failure?.stage !== 'handshake') {
      head += say(streamFields(call, fields, random));
      head += [
        `${call.method} ${requestTarget(call)} ${http}`,
        ...fields.map((field) => field.join(': ')),
        '',
      ]
        .map((line) => `> ${line}${end}`)
        .join('');
      if (call.body !== undefined && call.version === '1.1')
        head += say([{ data: Buffer.byteLength(call.body), out: true }]);
      if (call.version === '2') head += say([{ text: 'We are completely uploaded and fine' }]);
    }
    if (failure) {
      const silent = random.chance(0.1);
      const lines = failure.curlLines.map((line) => ({ text: line }));
      const last = silent && lines.length > 0 ? '' : `curl: (${failure.curlExit}) ${failure.curlSays}\n`;
      const text = `${head}${say([...lines, { text: 'Closing connection 0' }])}${last}`;
      return capture(text, {
        line: failure.stage === 'sent' || text.includes(new URL(call.url).hostname),
        requestHeaders: failure.stage === 'sent',
        clientWords: true,
      });
    }
    if (!answer) return undefined;

    head += say(TICKETS);
    const status = `${http} ${answer.status} ${call.version === '2' ? '' : answer.reason}`;
    head += [status, ...receivedHeaders(answer, call.version).map((field) => field.join(': ')), '']
      .map((line) => `< ${line}${end}`)
      .join('');
    head += say([{ data: Buffer.byteLength(answer.body), out: false }]);
    const bye = `* Connection #0 to host ${new URL(call.url).hostname} left intact\n`;
    return capture(
      mixed(mix, head, answer.body, meter ? `${finished(call, answer.body, random)}${bye}` : bye),
      {
        line: true,
        requestHeaders: true,
        status: true,
        answerHeaders: true,
        answerBody: true,
      },
    );
  },
} satisfies Writer;

function mixed(mix: Mix, head: string, body: string, tail: string): string {
  if (mix === 'body-last') return head + tail + body;
  if (mix === 'body-first') return body + head + tail;
  return head + body + tail;
}

/** The last line of the progress meter: total, received and sent, each with its share, then speeds and times. */
function finished(call: Call, body: string, random: Random): string {
  const [received, sent] = [Buffer.byteLength(body), Buffer.byteLength(call.body ?? '')];
  const wide = (value: number) => String(value).padStart(5);
  const [down, up] = [random.between(300, 9000), sent && random.between(20, 900)];
  const sizes = `100 ${wide(received + sent)}  100 ${wide(received)}  ${sent ? '100' : '  0'} ${wide(sent)}`;
  return `\r${sizes}  ${wide(down)}  ${wide(up)} --:--:-- --:--:-- --:--:-- ${wide(down + up)}\n`;
}
