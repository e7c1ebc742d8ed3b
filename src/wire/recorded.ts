import { type Body, BODY_NOT_CAPTURED, NO_BODY } from '../exchange/body.js';
import type { Exchange, Recorder, RequestMessage, ResponseMessage } from '../exchange/exchange.js';
import { Headers } from '../exchange/headers.js';
import { at } from '../exchange/place.js';
import { unchunk } from '../input/curl/chunked.js';
import {
  declaredLength,
  isChunked,
  requestHead,
  type ResponseHead,
  responseHead,
} from '../input/curl/http-head.js';
import { Stretch } from '../input/curl/stretch.js';
import { Input } from '../input/input.js';
import type { Leg } from './leg.js';
import type { OutgoingRequest } from './outgoing.js';

/** What travelled, as an input that evidence can point into, and as the exchange that it holds. */
export interface Recorded {
  readonly input: Input;
  readonly exchange: Exchange;
}

/** Calls of one program, as an input that evidence can point into, and as the exchanges that it holds. */
export interface RecordedCalls {
  readonly input: Input;
  /** One for each call, in their order. */
  readonly exchanges: readonly Exchange[];
}

/**
 * The calls that followed one another (each but the last led to the next) as one exchange. The input holds the bytes of
 * both directions as they travelled; a failure stands behind them as a line of its own.
 *
 * @param name of the input, for evidence
 */
export function recorded(name: string, legs: readonly Leg[], recorder: Recorder): Recorded {
  const { input, exchanges } = recordedCalls(name, legs, recorder);
  const hops = exchanges.slice(0, -1).flatMap((exchange) => [...exchange.hops, { ...exchange, hops: [] }]);
  const last = exchanges.at(-1) as Exchange;
  return { input, exchange: { ...last, hops: [...hops, ...last.hops] } };
}

/** Calls that stand side by side, each as an exchange of its own; the input is made as in `recorded`. */
export function recordedCalls(name: string, legs: readonly Leg[], recorder: Recorder): RecordedCalls {
  const text = new Written();
  const exchanges = legs.map((leg) => exchangeOf(leg, text, recorder));
  return { input: new Input(name, text.bytes, 'as it is'), exchanges };
}

/** Collects bytes, and knows where each part of them came to stand. */
class Written {
  length = 0;
  readonly #pieces: Buffer[] = [];

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  add(bytes: Buffer): Stretch {
    const start = this.length;
    if (bytes.length > 0) this.#pieces.push(bytes);
    this.length += bytes.length;
    return new Stretch([{ text: bytes.toString('latin1'), start }]);
  }

  /** What stands next begins a line. */
  breakLine(): void {
    if ((this.#pieces.at(-1)?.at(-1) ?? LINE_FEED) !== LINE_FEED) this.add(Buffer.of(LINE_FEED));
  }
}

const LINE_FEED = 10;

/** The exchange of one call; the 1xx answers that came before are its hops. */
function exchangeOf(leg: Leg, text: Written, recorder: Recorder): Exchange {
  text.breakLine();
  const start = text.length;
  const request = requestOf(leg, text.add(leg.sent));
  text.breakLine();
  const { interim, response } = answersOf(leg, request.method, text.add(leg.received));
  const transport = leg.failure && { ...leg.failure, at: failureLine(leg.failure.says, text) };
  const whole = at(start, text.length);
  return {
    request,
    response,
    transport,
    connection: leg.connection,
    time: leg.time,
    hops: interim.map((head) => ({ response: head, hops: [], recorder, at: head.at ?? whole })),
    recorder,
    at: whole,
  };
}

function failureLine(says: string, text: Written) {
  text.breakLine();
  const place = text.add(Buffer.from(`* ${says}`)).slice(2).place;
  text.breakLine();
  return place;
}

function requestOf({ origin, request, sent, sentCut }: Leg, text: Stretch): RequestMessage {
  const end = headEnd(text.text, 0);
  const head = end === undefined ? undefined : requestHead(text.slice(0, end).lines.slice(0, -1), true);
  // Nothing was sent: only what was meant to be is known.
  if (sent.length === 0 || !head || end === undefined) return intended(origin, request);
  const { method, methodAt, targetAt, httpVersion, headers } = head;
  const rest = text.slice(end);
  const content = isChunked(headers) ? unchunk(rest, sentCut ?? false) : rest;
  const body: Body = sentCut
    ? { is: 'cut', bytes: (content ?? rest).bytes, of: declaredLength(headers), at: rest.place }
    : content && content.length > 0
      ? bytesOf(content)
      : NO_BODY;
  return {
    method,
    methodAt,
    // Some clients of proxies send whole URLs through tunnels, too (RFC 9112, section 3.2.2).
    url: /^https?:\/\//i.test(head.target) ? head.target : origin + head.target,
    urlAt: targetAt,
    target: head.target,
    httpVersion,
    headers,
    body,
    at: head.at,
  };
}

function intended(origin: string, request: OutgoingRequest | undefined): RequestMessage {
  if (!request) return { url: `${origin}/`, headers: Headers.notCaptured, body: BODY_NOT_CAPTURED };
  const { method, target, headers, body } = request;
  const lines = ['GET / HTTP/1.1', ...headers.map(([name, value]) => `${name}: ${value}`)];
  const head = requestHead(
    lines.map((text) => new Stretch([{ text, start: undefined }])),
    true,
  );
  return {
    method,
    // A byte string, as all of an outgoing request is.
    url: origin + Buffer.from(target, 'latin1').toString('utf8'),
    target,
    headers: (head as NonNullable<typeof head>).headers,
    body: body?.length ? { is: 'bytes', wire: body, exact: true } : NO_BODY,
  };
}

interface Answers {
  readonly interim: readonly ResponseMessage[];
  readonly response: ResponseMessage | undefined;
}

function answersOf(leg: Leg, method: string | undefined, text: Stretch): Answers {
  const interim: ResponseMessage[] = [];
  for (let start = 0; start < text.length; ) {
    const end = headEnd(text.text, start);
    const lines = text.slice(start, end ?? text.length).lines;
    const head = responseHead(end === undefined ? lines : lines.slice(0, -1), end !== undefined);
    if (!head) break;
    if (head.status >= 200 || head.status === 101 || end === undefined) {
      const body = end === undefined ? NO_BODY : answerBody(leg, method, head, text.slice(end));
      return { interim, response: messageOf(head, body) };
    }
    interim.push(messageOf(head, NO_BODY));
    start = end;
  }
  return { interim, response: undefined };
}

function messageOf({ status, reason, statusAt, httpVersion, headers, at }: ResponseHead, body: Body) {
  return { status, reason, statusAt, httpVersion, headers, body, at };
}

/** The content of an answer (RFC 9112, section 6.3): without its framing, with its content codings. */
function answerBody(
  { cut, failure }: Leg,
  method: string | undefined,
  { status, headers }: ResponseHead,
  text: Stretch,
): Body {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return NO_BODY;
  const length = isChunked(headers) ? undefined : declaredLength(headers);
  if (length === 0) return NO_BODY;
  const content = isChunked(headers) ? (unchunk(text, true) ?? text.slice(0, 0)) : text.slice(0, length);
  if (cut) return { is: 'cut', bytes: content.bytes, of: length, at: content.place };
  // An answer of no content that ends with the connection announces nothing.
  return content.length === 0 && !failure ? NO_BODY : bytesOf(content);
}

function bytesOf(content: Stretch): Body {
  return { is: 'bytes', wire: content.bytes, exact: true, at: content.place };
}

/** Offset behind the empty line that ends a head; undefined where the text stops before it. */
function headEnd(text: string, from: number): number | undefined {
  const end = /\r?\n\r?\n/g;
  end.lastIndex = from;
  const found = end.exec(text);
  return found ? found.index + found[0].length : undefined;
}
