import { parsed } from '../capture/json-exchange.js';
import { capture } from '../capture/kept.js';
import { findField } from '../exchange.js';
import type { Writer } from '../writer.js';

/** A log line that keeps a few members and at most the headers that its writer cared for. */
export default {
  name: 'thin log',
  write({ call, answer, record }, random) {
    if (record || !answer) return undefined;
    const url = random.chance(0.7);
    const some = ['content-type', 'user-agent', 'x-request-id'].flatMap((name) => {
      const field = findField(call.headers, name);
      return field ? [[name, field[1]]] : [];
    });
    const request = {
      method: call.method,
      ...(url && { url: call.url }),
      ...(random.chance(0.4) && some.length > 0 && { headers: Object.fromEntries(some) }),
    };
    const body = random.chance(0.5) ? answer.body : parsed(answer.body);
    const text = JSON.stringify(
      random.pick([
        { level: 'warn', ...request, status: answer.status, body },
        { level: 'warn', request, response: { status: answer.status, body } },
      ]),
    );
    return capture(`${text}\n`, { line: url, status: true, answerBody: true });
  },
} satisfies Writer;
