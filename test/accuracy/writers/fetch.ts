import { inspect } from 'node:util';
import { receivedHeaders } from '../capture/headers.js';
import { capture } from '../capture/kept.js';
import type { Writer } from '../writer.js';

/** What a Node program prints of `fetch`: the unread `Response`, then perhaps its text; or the error. */
export default {
  name: 'fetch, printed',
  write({ call, answer, failure, record }) {
    if (record) return undefined;
    if (failure) {
      const cause = Object.assign(new Error(failure.node.message), { code: failure.node.code });
      cause.stack = `Error: ${failure.node.message}\n    at node:net:1611:16`;
      const error = Object.assign(new TypeError('fetch failed'), { cause });
      error.stack = 'TypeError: fetch failed\n    at node:internal/deps/undici/undici:13510:13';
      return capture(`${inspect(error)}\n`, { clientWords: true });
    }
    if (!answer) return undefined;
    const headers = Object.fromEntries(
      receivedHeaders(answer, '2').filter(([name]) => name !== 'set-cookie'),
    );
    const printed = inspect({
      status: answer.status,
      statusText: answer.reason,
      headers,
      body: Symbol('stream'),
      bodyUsed: false,
      ok: answer.status < 300,
      redirected: false,
      type: 'basic',
      url: call.url,
    })
      .replace('headers: {', 'headers: Headers {')
      .replace('Symbol(stream)', "ReadableStream { locked: false, state: 'readable', supportsBYOB: true }");
    return capture(`Response ${printed}\n`, { status: true, answerHeaders: true });
  },
} satisfies Writer;
