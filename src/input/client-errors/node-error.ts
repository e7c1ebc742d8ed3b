import type {
  Connection,
  Exchange,
  Recorder,
  RequestMessage,
  ResponseMessage,
  TransportFailure,
} from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { BODY_NOT_CAPTURED } from '../../exchange/body.js';
import { requestHead } from '../curl/http-head.js';
import { isObject } from '../json/json-headers.js';
import { transportKind } from '../transport-words.js';
import type { ErrorTree, Told } from './error-tree.js';
import { toldBody, toldHeaders } from './told-message.js';

/** Where a client's error objects keep the request. */
export interface ErrorShape {
  readonly request: 'config' | 'options';
  /** Names of the request's body, the one that was sent first. */
  readonly body: readonly string[];
}

/** Reads the error object that a Node HTTP client throws: its request options, the answer, or why there is none. */
export function readNodeError(tree: ErrorTree, shape: ErrorShape, recorder: Recorder): Exchange {
  const response = readResponse(tree);
  return {
    request: readRequest(tree, shape),
    response,
    transport: response ? undefined : readFailure(tree),
    hops: [],
    recorder,
    at: tree.at,
  };
}

function readRequest(tree: ErrorTree, shape: ErrorShape): RequestMessage | undefined {
  const options = tree.get(shape.request);
  const written = writtenHead(tree);
  const method = tree.get(shape.request, 'method');
  const told = tree.get(shape.request, 'url');
  const address = told && isObject(told.value) ? tree.get(shape.request, 'url', 'href') : told;
  const url = addressOf(tree, shape, address);
  if (!options) return requestInMessage(tree);
  const headers = written?.headers ?? optionHeaders(tree, shape, url);
  const body = shape.body.map((name) => tree.get(shape.request, name)).find((told) => told !== undefined);
  return {
    method: written?.method ?? textOf(method)?.toUpperCase(),
    methodAt: written?.methodAt ?? method?.at,
    url,
    urlAt: address?.at,
    target: written?.target,
    httpVersion: written?.httpVersion,
    headers,
    body: toldBody(body, headers),
    at: written?.at ?? options.at,
  };
}

/** Node keeps the head of the request as it was sent, and `console.log` shows it. */
function writtenHead(tree: ErrorTree) {
  const head = tree.get('request', '_header')?.text ?? tree.get('response', 'request', '_header')?.text;
  return head && requestHead(head.lines, true);
}

/** What Node adds below the client, out of sight of its options. */
const ADDED_BY_NODE = ['host', 'connection', 'content-length', 'transfer-encoding'];
const OF_CREDENTIALS = ['authorization', 'proxy-authorization'];

/**
 * The headers of the client's options. These clients put their own fields there when they send, so that a list with
 * both of them is all that the client sent; credentials beside the headers become a field later.
 */
function optionHeaders(tree: ErrorTree, { request }: ErrorShape, url: string | undefined): Headers {
  const headers = toldHeaders(tree, [request, 'headers'], 'request');
  if (!headers.get('user-agent') || !headers.get('accept-encoding')) return headers;
  const credentials =
    tree.get(request, 'auth') ?? textOf(tree.get(request, 'username')) ?? /^\w+:\/\/[^/?#]*@/.exec(url ?? '');
  const hidden = [...ADDED_BY_NODE, ...(credentials ? OF_CREDENTIALS : [])];
  return new Headers(headers.list, 'all', new Set(hidden));
}

function addressOf(tree: ErrorTree, { request }: ErrorShape, address: Told | undefined): string | undefined {
  const url = textOf(address);
  const base = textOf(tree.get(request, 'baseURL')) ?? textOf(tree.get(request, 'prefixUrl'));
  const whole =
    url && base && !/^[a-z][\w+.-]*:\/\//i.test(url)
      ? `${base.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`
      : (url ?? base);
  return whole && whole + queryOf(tree.get(request, 'params')?.value, whole);
}

function queryOf(params: unknown, url: string): string {
  if (!isObject(params)) return '';
  const pairs = Object.entries(params)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

/** Some clients name method and address in their message: `… code 401 (Unauthorized): POST https://…`. */
function requestInMessage(tree: ErrorTree): RequestMessage | undefined {
  const named = /: ([A-Z]{3,7}) (https?:\/\/\S{1,8192})$/.exec(textOf(tree.message()) ?? '');
  if (!named) return undefined;
  const at = tree.message()?.at;
  return {
    method: named[1],
    url: named[2],
    urlAt: at,
    headers: Headers.notCaptured,
    body: BODY_NOT_CAPTURED,
  };
}

/** The answer that an error object holds, as far as it does. */
export function readResponse(tree: ErrorTree): ResponseMessage | undefined {
  // `error.response` alone is such an object too.
  const path = tree.get('response', 'status') || tree.get('response', 'statusCode') ? ['response'] : [];
  const get = (name: string) => tree.get(...path, name);
  const status = numberIn(get('status')) ?? numberIn(get('statusCode')) ?? statusInMessage(tree);
  if (!status) return unknownAnswer(tree);
  const headers = toldHeaders(tree, [...path, 'headers'], 'response');
  const body = get('data') ?? get('body') ?? get('rawBody');
  return {
    status: status.value,
    statusAt: status.at,
    reason: textOf(get('statusText')) ?? textOf(get('statusMessage')),
    headers,
    body: toldBody(body, headers),
    at: path.length > 0 ? tree.get(...path)?.at : tree.at,
  };
}

/** The code says that there was an answer, and nothing of it was written down. */
function unknownAnswer(tree: ErrorTree): ResponseMessage | undefined {
  if (textOf(tree.get('code')) !== 'ERR_NON_2XX_3XX_RESPONSE') return undefined;
  return { isError: true, headers: Headers.notCaptured, body: BODY_NOT_CAPTURED, at: tree.at };
}

function numberIn(told: Told | undefined): { value: number; at: Told['at'] } | undefined {
  if (typeof told?.value !== 'number' || told.value < 100 || told.value > 999) return undefined;
  return { value: told.value, at: told.at };
}

/** `Request failed with status code 401`, `Response code 401 (Unauthorized)`. */
function statusInMessage(tree: ErrorTree): { value: number; at: Told['at'] } | undefined {
  const message = tree.message();
  const found = /\b(?:status|Response) code ([1-9]\d\d)\b/.exec(textOf(message) ?? '');
  if (!message || !found) return undefined;
  const from = found.index + found[0].length - 3;
  const at = message.text ? message.text.slice(from, from + 3).place : message.at;
  return { value: Number(found[1]), at };
}

const CAUSES_READ = 8;

/** The words of the deepest cause, with its error code; also of errors that tell nothing but a cause. */
export function readFailure(tree: ErrorTree): TransportFailure | undefined {
  const causes: string[] = [];
  while (causes.length < CAUSES_READ && tree.message(...causes, 'cause')) causes.push('cause');
  const code = tree.get(...causes, 'code') ?? tree.get('code');
  // Attempts at several addresses fail with one error each, and the error that holds them has no words.
  const message = [tree.message(...causes), tree.message(...causes, 'errors', '0'), code].find(textOf);
  if (!message) return undefined;
  const words = textOf(message)?.trim() ?? '';
  const name = textOf(code) ?? '';
  const says = words.includes(name) ? words : `${name}: ${words}`;
  return { kind: transportKind(says), says, at: message.at };
}

/** The address that a socket error names as the other end. */
export function readPeer(tree: ErrorTree): Connection | undefined {
  const address = tree.get('cause', 'socket', 'remoteAddress');
  const port = tree.get('cause', 'socket', 'remotePort')?.value;
  if (typeof address?.value !== 'string') return undefined;
  return { peer: { address: address.value, ...(typeof port === 'number' && { port }), at: address.at } };
}

/** The text that a member holds; undefined for anything else, and for an empty one. */
export function textOf(told: Told | undefined): string | undefined {
  return typeof told?.value === 'string' && told.value !== '' ? told.value : undefined;
}
