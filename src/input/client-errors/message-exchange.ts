import { BODY_NOT_CAPTURED } from '../../exchange/body.js';
import type {
  Exchange,
  Recorder,
  RequestMessage,
  ResponseMessage,
  TransportFailure,
} from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { at, type Span } from '../../exchange/place.js';
import { transportKind } from '../curl/curl-exit.js';
import type { Stretch } from '../curl/stretch.js';
import { alertNamed } from './tls-alert.js';
import { quotedBody } from './message-body.js';
import { failureKind, findParts, type Parts } from './message-patterns.js';

/** An error that a program wrote down as text. */
export interface ErrorText {
  /** All of it, with its stack. */
  readonly span: Span;
  /** Where the messages stand, the most telling first. */
  readonly messages: readonly Span[];
}

/**
 * Reads the call that an error's messages tell of. Headers are never told.
 * @returns undefined when the messages tell neither a status nor why there is no answer.
 */
export function readMessages(
  latin1: string,
  { span, messages }: ErrorText,
  patterns: readonly RegExp[],
  recorder: Recorder,
): Exchange | undefined {
  const parts = findParts(latin1, messages, patterns);
  const response = responseOf(latin1, parts);
  const transport = response ? undefined : failureOf(latin1, messages, parts);
  if (!response && !transport) return undefined;
  const alert = transport && alertNamed(transport.says);
  return {
    request: requestOf(parts),
    response,
    transport,
    connection: alert ? { tls: { alert, at: transport.at } } : undefined,
    hops: [],
    recorder,
    at: at(span.start, span.end),
  };
}

function requestOf(parts: Parts): RequestMessage | undefined {
  const url = urlOf(parts);
  const method = parts.get('method');
  if (!url && !method) return undefined;
  return {
    method: method?.text.toUpperCase(),
    methodAt: method?.place,
    ...url,
    headers: Headers.notCaptured,
    body: BODY_NOT_CAPTURED,
  };
}

/** The URL, or what scheme, host, port and path tell of it. */
function urlOf(parts: Parts): Pick<RequestMessage, 'url' | 'urlAt'> | undefined {
  const url = parts.get('url');
  if (url) return { url: utf8(url), urlAt: url.place };
  const host = parts.get('host');
  if (!host) return undefined;
  const port = parts.get('port')?.text;
  const path = parts.get('path');
  const scheme = parts.get('scheme')?.text.toLowerCase() ?? (port === '80' ? 'http' : 'https');
  const authority = !port || port === (scheme === 'http' ? '80' : '443') ? '' : `:${port}`;
  return {
    url: `${scheme}://${utf8(host)}${authority}${path ? utf8(path) : ''}`,
    urlAt: (path ?? host).place,
  };
}

function responseOf(latin1: string, parts: Parts): ResponseMessage | undefined {
  const status = parts.get('status');
  if (!status) return undefined;
  const body = parts.get('body');
  const start = body?.place.spans[0]?.start ?? 0;
  return {
    status: Number(status.text),
    statusAt: status.place,
    reason: parts.get('reason')?.text.trim() || undefined,
    headers: Headers.notCaptured,
    body: body ? quotedBody(body, CLOSERS[latin1[start - 1] ?? '']) : BODY_NOT_CAPTURED,
    at: status.place,
  };
}

const CLOSERS: Readonly<Record<string, string>> = { '"': '"', '[': ']' };

function failureOf(latin1: string, messages: readonly Span[], parts: Parts): TransportFailure | undefined {
  const said = parts.get('says');
  if (!said) return undefined;
  const words = utf8(said).trim();
  const exit = parts.get('exit');
  if (exit) {
    const curlExit = Number(exit.text);
    return { kind: transportKind(curlExit, words), says: words, curlExit, at: said.place };
  }
  const deepest = messages.length > 1 ? (messages.at(-1) as Span) : undefined;
  // An exception without a message of its own leaves it to its cause.
  const cause = deepest && !words.includes(': ') ? latin1.slice(deepest.start, deepest.end).trim() : '';
  const says = cause ? `${words}; ${cause.slice(0, 1000)}` : words;
  return { kind: failureKind(says, parts), says, at: said.place };
}

function utf8({ text }: Stretch): string {
  return Buffer.from(text, 'latin1').toString();
}
