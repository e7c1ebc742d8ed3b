import { STATUS_CODES } from 'node:http';
import type { Rule } from '../../src/causes/rule.js';
import type { Answer } from '../../src/simulate/answer.js';

/** A request that fits a cause, and the server's clock. */
export interface FittingRequest {
  /** As `curl -v` prints it, with its body. */
  readonly lines: readonly string[];
  readonly date: string;
}

const DEFAULT_DATE = 'Mon, 21 Sep 2026 14:13:21 GMT';

/** The request of an example in which a cause leads: of the named one, else of the first that holds one. */
export function requestOf({ examples }: Rule, named?: string): FittingRequest | undefined {
  for (const { name, http } of examples.fires) {
    const lines = lastRequest(http);
    if (lines.length === 0 || (named !== undefined && name !== named)) continue;
    return { lines, date: /^< date: (.+)$/im.exec(http)?.[1] ?? DEFAULT_DATE };
  }
  return undefined;
}

/** Of several requests the last; nothing where the capture holds none. */
export function lastRequest(http: string): string[] {
  const lines = http.split('\n');
  const start = lines.findLastIndex((line) => /^> [A-Z]+ \S+ HTTP/.test(line));
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('>'));
  return lines.slice(start, end < 0 ? lines.length : end);
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
