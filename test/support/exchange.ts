import type { Exchange } from '../../src/exchange/exchange.js';
import { Headers, header } from '../../src/exchange/headers.js';
import { at } from '../../src/exchange/place.js';

interface Parts {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Record<string, string>;
  /** Default `all`. */
  readonly seen?: 'all' | 'some';
  readonly body?: string;
  readonly status?: number;
  readonly responseHeaders?: Record<string, string>;
  readonly answer?: unknown;
}

/** An exchange with both halves captured whole, except where `parts` says otherwise. */
export function exchangeWith(parts: Parts = {}): Exchange {
  const fields = (values: Record<string, string>) =>
    Object.entries(values).map(([name, value]) => header(name, value));
  const bytes = (text: string) => ({ is: 'bytes', wire: Buffer.from(text), exact: true }) as const;
  return {
    request: {
      method: parts.method ?? 'POST',
      url: parts.url ?? 'https://api.acmepay.example/v1/charges',
      headers: new Headers(fields(parts.headers ?? {}), parts.seen ?? 'all'),
      body: parts.body === undefined ? { is: 'none' } : bytes(parts.body),
    },
    response: {
      status: parts.status ?? 401,
      headers: new Headers(fields(parts.responseHeaders ?? {}), 'all'),
      body:
        parts.answer === undefined
          ? { is: 'none' }
          : bytes(typeof parts.answer === 'string' ? parts.answer : JSON.stringify(parts.answer)),
    },
    hops: [],
    recorder: { name: 'a test' },
    at: at(0, 0),
  };
}
