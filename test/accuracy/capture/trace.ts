import { connection, type Said, streamFields, TICKETS } from './curl-connection.js';
import { receivedHeaders, requestTarget, sentHeaders } from './headers.js';
import { capture } from './kept.js';
import type { Capture, TrueExchange } from '../exchange.js';
import type { Random } from '../random.js';

/** How one block of bytes is dumped: rows of text behind their offsets. */
export type Dump = (bytes: Uint8Array) => string;

/** `curl --trace FILE` and `--trace-ascii FILE`: every block that was sent and received. */
export function trace(
  { call, answer, failure, record }: TrueExchange,
  random: Random,
  dump: Dump,
): Capture | undefined {
  if (record) return undefined;
  const clock = random.chance(0.5) ? new Clock(random) : undefined;
  const block = (title: string, bytes: Uint8Array | string) => {
    const data = Buffer.from(bytes);
    const size = data.length;
    return `${clock?.tick() ?? ''}${title}, ${size} bytes (0x${size.toString(16)})\n${dump(data)}`;
  };
  const info = (list: readonly Said[]) =>
    list
      .map((one) => {
        if ('text' in one) return `${clock?.tick() ?? ''}== Info: ${one.text}\n`;
        const bytes = Buffer.from(random.hex(Math.min(one.data, 40) * 2), 'hex');
        return block(one.out ? '=> Send SSL data' : '<= Recv SSL data', bytes);
      })
      .join('');

  const fields = sentHeaders(call, 'curl');
  const http = call.version === '2' ? 'HTTP/2' : 'HTTP/1.1';
  const sent = failure === undefined || failure.stage === 'sent';
  let text = info(connection(call, failure, random));
  if (sent) {
    const lines = [
      `${call.method} ${requestTarget(call)} ${http}`,
      ...fields.map((field) => field.join(': ')),
      '',
      '',
    ];
    text += info(streamFields(call, fields, random));
    text += block('=> Send header', lines.join('\r\n'));
    if (call.body !== undefined) text += block('=> Send data', call.body);
  }
  if (failure) {
    const lines = [...failure.curlLines, 'Closing connection 0'].map((line) => ({ text: line }));
    // The error line goes to standard error, which is not in a trace file.
    const last =
      random.chance(0.5) || lines.length === 1 ? `curl: (${failure.curlExit}) ${failure.curlSays}\n` : '';
    text += info(lines) + last;
    const line = sent || text.includes(new URL(call.url).hostname);
    return capture(text, { line, requestHeaders: sent, requestBody: sent, clientWords: true });
  }
  if (!answer) return undefined;
  text += info(TICKETS);
  const status = `${http} ${answer.status} ${call.version === '2' ? '' : answer.reason}`;
  for (const line of [status, ...receivedHeaders(answer, call.version).map((field) => field.join(': ')), ''])
    text += block('<= Recv header', `${line}\r\n`);
  // A long body comes in more than one piece.
  const body = Buffer.from(answer.body);
  const cut = body.length > 60 && random.chance(0.2) ? random.between(20, body.length - 20) : body.length;
  text += block('<= Recv data', body.subarray(0, cut));
  if (cut < body.length) text += block('<= Recv data', body.subarray(cut));
  text += info([{ text: `Connection #0 to host ${new URL(call.url).hostname} left intact` }]);
  return capture(text, {
    line: true,
    requestHeaders: true,
    requestBody: true,
    status: true,
    answerHeaders: true,
    answerBody: true,
  });
}

/** `--trace-time`. */
class Clock {
  #microseconds: number;

  constructor(random: Random) {
    this.#microseconds = random.between(0, 86_399) * 1_000_000;
  }

  tick(): string {
    this.#microseconds += 137;
    const time = new Date(this.#microseconds / 1000).toISOString();
    return `${time.slice(11, 19)}.${String(this.#microseconds % 1_000_000).padStart(6, '0')} `;
  }
}
