import { logLine, logsBody } from '../capture/json-exchange.js';
import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** The line of a service's log behind what a container's runtime, compose or syslog writes before it. */
export default {
  name: 'container log',
  write(exchange, random) {
    const { call, answer, failure, record } = exchange;
    if (record) return undefined;
    const at = Date.UTC(2026, 8, 21) + random.between(0, 86_400_000);
    const time = new Date(at).toISOString();
    const before = random.pick([
      `${time.slice(0, -1)}204113Z stdout F `,
      'payments-1  | ',
      'Sep 21 14:26:40 worker-2 payments[812]: ',
      `${time} `,
    ]);
    const { text, masked } = logLine(exchange, at, random);
    return capture(`${before}${text}\n`, {
      line: true,
      requestHeaders: true,
      ...(masked && { masked }),
      requestBody: logsBody(call),
      status: Boolean(answer),
      answerHeaders: Boolean(answer),
      answerBody: Boolean(answer),
      clientWords: Boolean(failure),
    });
  },
} satisfies Writer;
