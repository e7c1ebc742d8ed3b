import { logLine, logsBody } from '../capture/json-exchange.js';
import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** A service's own log: one line of JSON for each call, both halves in it. */
export default {
  name: 'NDJSON',
  write(exchange, random) {
    const { answer, failure, record, earlier = [] } = exchange;
    if (record) return capture(`${JSON.stringify(JSON.parse(record))}\n`, { answerBody: true });
    const start = Date.UTC(2026, 8, 21) + random.between(0, 86_400_000);
    const all = [...earlier, exchange].map((one, index) => logLine(one, start + index * 2000, random));
    const { masked } = all.at(-1) ?? {};
    const kept = {
      line: true,
      requestHeaders: true,
      ...(masked && { masked }),
      requestBody: logsBody(exchange.call),
      status: Boolean(answer),
      answerHeaders: Boolean(answer),
      answerBody: Boolean(answer),
      clientWords: Boolean(failure),
      history: true,
    };
    return capture(all.map(({ text }) => `${text}\n`).join(''), kept, all.length);
  },
} satisfies Writer;
