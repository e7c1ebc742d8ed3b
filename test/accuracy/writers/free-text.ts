import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** A line of a plain log, an exception or a ticket, which names the call, the status and the answer in words. */
export default {
  name: 'free text',
  write({ call, answer, failure, record }, random) {
    if (record) return undefined;
    const { method, url } = call;
    if (failure) {
      const { message } = failure.node;
      const text = random.pick([
        `2026-09-21 14:26:40,113 ERROR payments.client ${method} ${url} failed: ${message}`,
        `FetchError: request to ${url} failed, reason: ${message}`,
        `[error] upstream call failed (${method} ${url}): Error: ${message}`,
      ]);
      return capture(`${text}\n`, { line: text.includes(method), clientWords: true });
    }
    if (!answer) return undefined;
    const { status, reason, body } = answer;
    const text = random.pick([
      `2026-09-21 14:26:40,113 ERROR payments.client ${method} ${url} returned ${status}: ${body}`,
      `Hello, since this morning our calls fail.\n\n${method} ${url}\nHTTP ${status} ${reason}\n\n${body}\n\nWhat are we doing wrong?`,
      `[error] ${method} ${url} -> ${status} ${reason} body=${body}`,
      `Client error: \`${method} ${url}\` resulted in a \`${status} ${reason}\` response:\n${body}`,
    ]);
    return capture(`${text}\n`, { line: true, status: true, answerBody: true });
  },
} satisfies Writer;
