import { BODY_NOT_CAPTURED } from './body.js';
import type { Exchange } from './exchange.js';
import { Headers } from './headers.js';

const NOT_CAPTURED = { headers: Headers.notCaptured, body: BODY_NOT_CAPTURED };

/** What the user states of an exchange besides, or instead of, a capture. */
export interface Statement {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly method?: string;
  readonly url?: string;
}

/** Whether the statement alone is something to diagnose. */
export function statesFailure({ status, code, message }: Statement): boolean {
  return (status ?? code ?? message) !== undefined;
}

/** The exchange with the stated parts where the capture has none: what was captured is never overruled. */
export function withStatement(exchange: Exchange, { status, method, url }: Statement): Exchange {
  const { request, response } = exchange;
  const statesRequest = (method ?? url) !== undefined;
  return {
    ...exchange,
    request: statesRequest
      ? {
          ...NOT_CAPTURED,
          ...request,
          method: request?.method ?? method,
          url: request?.url ?? url,
          ...(request?.url === undefined && { isTold: true as const }),
        }
      : request,
    response:
      status === undefined ? response : { ...NOT_CAPTURED, ...response, status: response?.status ?? status },
  };
}
