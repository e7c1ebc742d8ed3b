import { halves, logsBody } from '../capture/json-exchange.js';
import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

const SHARE_OF_ONE_HALF = 0.12;

/** `{"request": …, "response": …}`, the form that one writes by hand or from a program. */
export default {
  name: 'pair',
  write(exchange, random) {
    const { answer, failure, record } = exchange;
    if (record) return undefined;
    const { request, response, masked } = halves(exchange, random);
    const whole = !answer || !random.chance(SHARE_OF_ONE_HALF);
    const text = JSON.stringify(
      {
        ...(whole && { request }),
        ...(response && { response }),
        ...(failure && { error: { name: 'Error', code: failure.node.code, message: failure.node.message } }),
      },
      undefined,
      random.chance(0.5) ? 2 : undefined,
    );
    return capture(text, {
      line: whole,
      requestHeaders: whole,
      ...(masked && { masked }),
      requestBody: whole && logsBody(exchange.call),
      status: Boolean(answer),
      answerHeaders: Boolean(answer),
      answerBody: Boolean(answer),
      clientWords: Boolean(failure),
    });
  },
} satisfies Writer;
