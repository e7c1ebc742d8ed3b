import { BODY_NOT_CAPTURED, type Body, NO_BODY } from '../../exchange/body.js';
import type {
  Exchange,
  Recorder,
  RequestMessage,
  ResponseMessage,
  TransportFailure,
} from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { at } from '../../exchange/place.js';
import { type Link, readLinks } from './connection-lines.js';
import { HTTP_ERROR_EXIT, toldKind, transportKind } from './curl-exit.js';
import { declaredLength, isChunked, type RequestHead, type ResponseHead } from './http-head.js';
import { clockTimes } from './trace-time.js';
import { isOpenTunnel, leadsTo, type Turn, toldFailure } from './turns.js';

/**
 * One exchange for each outcome that reached curl's user. Redirects, challenges, tunnels and 1xx answers that curl
 * itself acted on become hops of the exchange they led to; `wentOn` tells which those are.
 */
export function assemble(
  turns: readonly Turn[],
  recorder: Recorder,
  wentOn: (turn: Turn, next: Turn | undefined) => boolean = leadsTo,
): Exchange[] {
  const links = readLinks(turns);
  const exchanges: Exchange[] = [];
  let hops: Exchange[] = [];
  turns.forEach((turn, index) => {
    hops.push(...turn.interim.map((head) => interimHop(head, recorder)));
    const exchange = exchangeOf(turn, links[index] as Link, recorder);
    if (wentOn(turn, turns[index + 1])) {
      hops.push(exchange);
      return;
    }
    exchanges.push({ ...exchange, hops });
    hops = [];
  });
  return exchanges;
}

function exchangeOf(turn: Turn, link: Link, recorder: Recorder): Exchange {
  const time = clockTimes(turn);
  return {
    request: turn.request ? requestMessage(turn, turn.request, link) : unsentRequest(link),
    response: turn.response ? responseMessage(turn, turn.response) : statusFromFailure(turn),
    transport: transportOf(turn),
    connection: link.connection,
    ...(time && { time }),
    hops: [],
    recorder,
    at: at(turn.start, turn.end),
  };
}

function requestMessage(turn: Turn, head: RequestHead, link: Link): RequestMessage {
  const { method, target, methodAt, targetAt, httpVersion, headers } = head;
  return {
    method,
    target,
    url: urlOf(head, link),
    methodAt,
    urlAt: targetAt,
    httpVersion,
    headers,
    body: turn.requestBody ?? unseenRequestBody(head),
    at: head.at,
  };
}

function responseMessage(turn: Turn, head: ResponseHead): ResponseMessage {
  const body = turn.responseBody ?? BODY_NOT_CAPTURED;
  const { status, reason, statusAt, httpVersion, headers } = head;
  return {
    status,
    reason,
    statusAt,
    httpVersion,
    headers,
    body: body.is === 'not-captured' && failedQuietly(turn) ? HIDDEN_BY_FAIL : body,
    at: head.at,
  };
}

/** HTTP/1 announces each body it sends, HTTP/2 and 3 need not (RFC 9112, section 6; RFC 9113, section 8.1). */
function unseenRequestBody({ headers, method, httpVersion }: RequestHead): Body {
  const length = declaredLength(headers);
  if (length !== undefined) return length > 0 ? BODY_NOT_CAPTURED : NO_BODY;
  if (isChunked(headers) || headers.seen !== 'all') return BODY_NOT_CAPTURED;
  const unframed = httpVersion === '2' || httpVersion === '3';
  const mayCarry = !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method);
  return unframed && mayCarry && headers.get('content-type') ? BODY_NOT_CAPTURED : NO_BODY;
}

/** A request that failed before it was sent: only where it should have gone is known. */
function unsentRequest({ authority, scheme }: Link): RequestMessage | undefined {
  if (!authority) return undefined;
  return {
    url: `${scheme ?? 'https'}://${authority}`,
    headers: Headers.notCaptured,
    body: BODY_NOT_CAPTURED,
  };
}

/** Absolute URL from target, host and connection. Nothing shows the scheme of a bare head: https unless plain HTTP was seen. */
function urlOf(head: RequestHead, link: Link): string | undefined {
  const { method, target } = head;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return target;
  if (method === 'CONNECT') return `https://${target.replace(/:443$/, '')}`;
  const host = head.headers.get('host')?.value || link.authority;
  if (!host) return target.startsWith('/') ? target : undefined;
  return `${link.scheme ?? 'https'}://${host}${target === '*' ? '' : target}`;
}

function transportOf(turn: Turn): TransportFailure | undefined {
  const { failure } = turn;
  if (failure?.exit === HTTP_ERROR_EXIT) return undefined;
  if (failure) {
    const { exit, says, at } = failure;
    return { kind: transportKind(exit, says), says, curlExit: exit, at: { spans: [at] } };
  }
  const told = isOpenTunnel(turn) ? undefined : toldFailure(turn);
  const kind = told && toldKind(told.text);
  return told && kind && { kind, says: told.text, at: { spans: [told.at] } };
}

/** `curl -f` without `-v` or `-i` tells the status in its message and nothing else. */
function statusFromFailure(turn: Turn): ResponseMessage | undefined {
  const { failure } = turn;
  if (failure?.exit !== HTTP_ERROR_EXIT) return undefined;
  const status = /returned error: ([1-9]\d\d)\b/.exec(failure.says);
  if (!status) return undefined;
  const start = failure.at.start + status.index + status[0].length - 3;
  return {
    status: Number(status[1]),
    statusAt: at(start, start + 3),
    headers: Headers.notCaptured,
    body: HIDDEN_BY_FAIL,
  };
}

/** Whether `-f` kept the answer's body back; without `-s` its own message tells, with `-v` a line. */
function failedQuietly({ failure, infos }: Turn): boolean {
  return (
    failure?.exit === HTTP_ERROR_EXIT ||
    infos.some(({ text }) => text.startsWith('The requested URL returned error'))
  );
}

const HIDDEN_BY_FAIL: Body = {
  is: 'not-captured',
  why: 'curl -f leaves out the body of a failed answer; --fail-with-body keeps it',
};

function interimHop(head: ResponseHead, recorder: Recorder): Exchange {
  const { status, reason, statusAt, httpVersion, headers } = head;
  const response = { status, reason, statusAt, httpVersion, headers, body: NO_BODY, at: head.at };
  return { response, hops: [], recorder, at: head.at };
}
