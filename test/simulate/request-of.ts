import { STATUS_CODES } from 'node:http';
import type { Example, Rule } from '../../src/causes/rule.js';
import type { Answer } from '../../src/simulate/answer.js';

/** A request that fits a cause: that of the first example in which it leads and which holds one. */
export interface FittingRequest {
  readonly example: Example;
  /** As `curl -v` prints it, with its body. */
  readonly lines: readonly string[];
  /** The server's clock in the example. */
  readonly date: string;
}

const DEFAULT_DATE = 'Mon, 21 Sep 2026 14:13:21 GMT';

/** The request of an example: of the named one, else of the first that holds one. Of several it is the last. */
export function requestOf({ examples }: Rule, named?: string): FittingRequest | undefined {
  for (const example of examples.fires) {
    const lines = example.http.split('\n');
    const start = lines.findLastIndex((line) => /^> [A-Z]+ \S+ HTTP/.test(line));
    if (start < 0 || (named !== undefined && example.name !== named)) continue;
    const end = lines.findIndex((line, index) => index > start && !line.startsWith('>'));
    return {
      example,
      lines: lines.slice(start, end < 0 ? lines.length : end),
      date: /^< date: (.+)$/im.exec(example.http)?.[1] ?? DEFAULT_DATE,
    };
  }
  return undefined;
}

/** Request and answer as `curl -v` would have printed them. */
export function captureOf({ lines, date }: FittingRequest, answer: Answer): string {
  return [...lines, ...answerLines(answer, date), ''].join('\n');
}

function answerLines({ status, headers, body, instead }: Answer, date: string): string[] {
  if (instead === 'hang')
    return ['curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received'];
  if (instead === 'reset') return ['curl: (56) Recv failure: Connection reset by peer'];
  const head = [
    `< HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `< Date: ${date}`,
    ...headers.map(([name, value]) => `< ${name}: ${value}`),
  ];
  if (instead !== 'close-early') return [...head, '<', body];
  const half = body.slice(0, body.length >> 1);
  const missing = body.length - half.length;
  return [
    ...head,
    `< Content-Length: ${body.length}`,
    '<',
    half,
    `curl: (18) transfer closed with ${missing} bytes remaining to read`,
  ];
}
