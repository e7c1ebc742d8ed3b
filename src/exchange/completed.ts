import { BODY_NOT_CAPTURED } from './body.js';
import type { Exchange, RequestMessage, ResponseMessage } from './exchange.js';
import { type Header, Headers } from './headers.js';

const NOT_CAPTURED = { headers: Headers.notCaptured, body: BODY_NOT_CAPTURED };

/**
 * An exchange with what it lacks from another recording of the same call. What was captured is never overruled. Places of the
 * other recording are left out: evidence points into the capture alone.
 */
export function completed(exchange: Exchange, other: Partial<Exchange>): Exchange {
  const request = requestOf(exchange, other.request);
  const response = responseOf(exchange.response, other.response);
  return {
    ...exchange,
    ...(request && { request }),
    ...(response && { response }),
    transport:
      exchange.transport ??
      (exchange.response ? undefined : other.transport && { ...other.transport, at: undefined }),
  };
}

/** Whether the bytes that were sent are known, or that there were none; bytes that a recorder rebuilt are not. */
export function hasBody({ request }: Exchange): boolean {
  const body = request?.body;
  return body?.is === 'none' || (body?.is === 'bytes' && body.exact);
}

function requestOf(exchange: Exchange, half: RequestMessage | undefined): RequestMessage | undefined {
  if (!half) return exchange.request;
  const captured = exchange.request ?? NOT_CAPTURED;
  const { method, url, target, httpVersion, body } = half;
  return {
    method,
    url,
    target,
    httpVersion,
    ...known(captured),
    headers: headersOf(captured.headers, half.headers),
    body: hasBody(exchange) || body.is === 'not-captured' ? captured.body : withoutPlace(body),
  };
}

function responseOf(
  captured: ResponseMessage | undefined,
  half: ResponseMessage | undefined,
): ResponseMessage | undefined {
  if (!half) return captured;
  const { status, reason, httpVersion, isError, body } = half;
  const own = captured ?? NOT_CAPTURED;
  return {
    status,
    reason,
    httpVersion,
    isError,
    ...known(own),
    headers: headersOf(own.headers, half.headers),
    body: own.body.is === 'not-captured' ? withoutPlace(body) : own.body,
  };
}

function known<T extends object>(message: T): T {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as T;
}

/** Fields that the capture shows stand for those of their name; what is missing comes from the other recording. */
function headersOf(captured: Headers, half: Headers): Headers {
  const other = half.list.map(({ name, value, raw, redacted }): Header => ({ name, value, raw, redacted }));
  if (captured.seen === 'all' || other.length === 0)
    return captured.list.length > 0 ? captured : new Headers(other, half.seen, half.hidden);
  const added = other.filter(({ name }) => captured.get(name) === undefined);
  return new Headers([...captured.list, ...added], half.seen, half.hidden);
}

function withoutPlace<T extends object>(body: T): T {
  return 'at' in body ? { ...body, at: undefined } : body;
}
