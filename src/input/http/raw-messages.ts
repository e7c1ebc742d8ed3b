import { type Body, NO_BODY } from '../../exchange/body.js';
import { answerBody, expectedLength, isBoundary, jsonEnd } from '../curl/answer-body.js';
import { unchunk } from '../curl/chunked.js';
import { declaredLength, isChunked, type RequestHead, requestHead, responseHead } from '../curl/http-head.js';
import { Stretch } from '../curl/stretch.js';
import { type Turn, Turns } from '../curl/turns.js';

const METHOD = '(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE)';
const FIELD = String.raw`[!#-'*+.^-z|~\dA-Z-]{1,100}:`;
/** A request line (RFC 9112, section 3), or one as files of HTTP clients have it, without a version but with fields. */
const REQUEST_LINE = String.raw`${METHOD} (?:\S{1,16384} HTTP\/\d(?:\.\d)?[ \t]{0,8}\r*(?:\n|$)|(?:https?:\/)?\/\S{1,16384}\r*\n${FIELD})`;
const STATUS_LINE = String.raw`HTTP\/\d(?:\.\d)? [1-9]\d\d(?: [^\r\n]{0,200})?\r*(?:\n|$)`;
const BEGIN = new RegExp(String.raw`(?<![^\n])(?:${REQUEST_LINE}|${STATUS_LINE})`, 'g');
/** As it follows a body that has no line break at its end, on the wire or in a dump of it. */
const STATUS_HERE = new RegExp(STATUS_LINE, 'y');
const REQUEST_BEGIN = new RegExp(String.raw`(?<![^\n])${REQUEST_LINE}`);
const VERSION = / HTTP\/\d(?:\.\d)?\s*$/;

/** Where the first request of a text (one character per byte) begins; undefined without one. */
export function firstRequest(text: string): number | undefined {
  return REQUEST_BEGIN.exec(text)?.index;
}

/** Reads HTTP messages that stand one behind the other, as they travelled or as a person wrote them down. */
export class RawMessages {
  readonly turns = new Turns();
  readonly problems: string[] = [];

  constructor(private readonly text: string) {}

  read(): void {
    let position = nextMessage(this.text, 0);
    while (position < this.text.length) position = this.#readMessage(position);
  }

  /** One message; returns where the next begins. */
  #readMessage(start: number): number {
    const lines: Stretch[] = [];
    let position = start;
    let complete = false;
    while (position < this.text.length && !complete) {
      const feed = this.text.indexOf('\n', position);
      const end = feed < 0 ? this.text.length : feed;
      const line = Stretch.of(this.text, position, end);
      position = Math.min(end + 1, this.text.length);
      if (line.text.trim() === '') complete = true;
      else lines.push(line);
    }
    // A request without a body is often copied without its empty line.
    if (!complete && this.text[position - 1] !== '\n')
      this.problems.push('The input ends inside the head of a message.');
    const answer = responseHead(lines, complete);
    if (answer) {
      this.turns.response(answer, { start, end: position });
      if (answer.status < 200 && answer.status !== 101) return nextMessage(this.text, position);
      const turn = this.turns.answered as Turn;
      const { body, next } = this.#bodyFrom(position, expectedLength(turn));
      turn.responseBody = rewritten(body, expectedLength(turn)) ?? answerBody(turn, body);
      return next;
    }
    const request = requestFrom(lines, complete);
    if (!request) return nextMessage(this.text, Math.max(position, start + 1));
    this.turns.request(request, { start, end: position });
    const { body, next } = this.#bodyFrom(position, declaredLength(request.headers));
    (this.turns.current as Turn).requestBody = requestBody(request, body);
    return next;
  }

  /** The text that may be a body: of the declared length where something fitting follows, else up to the next message. */
  #bodyFrom(start: number, length: number | undefined): { body: Stretch; next: number } {
    const end = start + (length ?? 0);
    STATUS_HERE.lastIndex = end;
    const joined = length !== undefined && STATUS_HERE.test(this.text);
    const measured =
      joined || (length !== undefined && end <= this.text.length && isBoundary(this.text, end));
    const next = joined ? end : nextMessage(this.text, measured ? end : start);
    this.turns.reach({ start, end: measured ? end : next });
    return { body: Stretch.of(this.text, start, measured ? end : next), next };
  }
}

function nextMessage(text: string, from: number): number {
  BEGIN.lastIndex = from;
  return BEGIN.exec(text)?.index ?? text.length;
}

function requestFrom(lines: readonly Stretch[], complete: boolean): RequestHead | undefined {
  const [first, ...fields] = lines;
  if (!first || VERSION.test(first.text)) return requestHead(lines, complete);
  // Who leaves out the version leaves out the client's own fields as well.
  const versioned = Stretch.joined([
    first.slice(0, first.text.trimEnd().length),
    new Stretch([{ text: ' HTTP/', start: undefined }]),
  ]);
  return requestHead([versioned, ...fields], false);
}

function requestBody({ headers }: RequestHead, text: Stretch): Body {
  const declared = declaredLength(headers);
  if (declared === 0) return NO_BODY;
  if (isChunked(headers)) {
    const content = unchunk(text, false);
    if (content) return bytes(content, true);
  }
  if (declared !== undefined && text.length === declared) return bytes(text, true);
  if (text.text.trim() === '')
    return declared === undefined && headers.seen === 'all' && !isChunked(headers)
      ? NO_BODY
      : { is: 'not-captured', why: 'the message was written down without it' };
  const end = jsonEnd(text.text) ?? text.text.trimEnd().length;
  return bytes(text.slice(0, end), false);
}

/** JSON that was indented or sorted on its way is whole, although it is longer or shorter than declared. */
function rewritten(text: Stretch, length: number | undefined): Body | undefined {
  if (!length || text.length === length) return undefined;
  const end = jsonEnd(text.text);
  return end === undefined || end === length ? undefined : bytes(text.slice(0, end), false);
}

function bytes(text: Stretch, exact: boolean): Body {
  return { is: 'bytes', wire: text.bytes, exact, at: text.place };
}
