import type { Span } from '../../exchange/place.js';
import { expectedLength, headsEnd, isBoundary, mayBeDecoded } from './answer-body.js';
import {
  type CurlLine,
  curlLineAt,
  firstCurlLine,
  isKnownMessage,
  nextCurlLine,
  skipMeter,
} from './curl-lines.js';
import { declaredLength, requestHead, responseHead } from './http-head.js';
import { Stretch } from './stretch.js';
import { clockSeconds } from './trace-time.js';
import { Turns } from './turns.js';

/** A head that is being read line by line. */
interface OpenHead {
  readonly of: 'request' | 'response';
  readonly lines: Stretch[];
  readonly start: number;
  end: number;
  /** `-i` on a terminal prints each header line again without its prefix. */
  echoed: boolean;
}

/**
 * Reads `curl -v` output: curl's lines go to turns, everything else is text of a body. A body's own lines may look
 * like curl's (`* item`, `< HTTP/1.1`), so inside a body only whole known messages count, and a Content-Length that
 * ends at a fitting place decides before any of them.
 */
export class VerboseReader {
  readonly turns = new Turns();
  readonly problems: string[] = [];
  /** Text before the first answer. */
  readonly before: Stretch[] = [];
  readonly #text: string;
  #position = 0;
  #head: OpenHead | undefined;
  /** How much of the latest answer's body was read. */
  #bodyLength = 0;
  /** The line before this one ended a head, so that lines of our example notation may hold the body. */
  #headEnded: 'request' | 'response' | undefined;

  constructor(latin1: string) {
    this.#text = latin1;
  }

  read(): void {
    while (this.#position < this.#text.length) this.#step();
    if (!this.#head) return;
    this.problems.push(`The input ends inside the ${this.#head.of} head.`);
    this.#endHead(false);
  }

  #step(): void {
    this.#position = skipMeter(this.#text, this.#position);
    const line = curlLineAt(this.#text, this.#position);
    if (this.#head && this.#readInHead(this.#head, line)) return;
    const ended = this.#headEnded;
    this.#headEnded = undefined;
    if (!line || this.#isBodyLine(line, ended)) this.#readText(ended);
    else this.#readLine(line);
  }

  /** One line inside a head; false when the line does not belong to it and the head is therefore over. */
  #readInHead(head: OpenHead, line: CurlLine | undefined): boolean {
    if (line?.is === 'data' || line?.is === 'info') {
      const refused = head.of === 'response' && line.text.startsWith('The requested URL returned error');
      if (refused) this.#endHead(true);
      this.#readLine(line);
      return true;
    }
    if (line?.is === (head.of === 'request' ? 'sent' : 'received')) {
      if (head.of === 'response' && STATUS_LINE_START.test(line.text)) this.#endHead(true);
      else return this.#readHeadLine(head, line);
      return false;
    }
    if (!line && this.#isEcho(head)) return true;
    this.#endHead(this.#position < this.#text.length);
    return false;
  }

  #readHeadLine(head: OpenHead, line: CurlLine): boolean {
    head.end = line.end;
    this.#position = line.end + 1;
    if (line.text.trim() !== '') {
      head.lines.push(Stretch.of(this.#text, line.textStart, line.end));
      return true;
    }
    this.#endHead(true);
    this.#headEnded = head.of;
    if (head.echoed) this.#skipBlankLine();
    return true;
  }

  #isEcho(head: OpenHead): boolean {
    const last = head.lines.at(-1);
    if (!last || head.of === 'request' || !this.#text.startsWith(last.text.trimEnd(), this.#position))
      return false;
    const end = this.#lineEnd(this.#position);
    if (this.#text.slice(this.#position, end).trimEnd() !== last.text.trimEnd()) return false;
    head.echoed = true;
    this.#position = end + 1;
    return true;
  }

  #endHead(complete: boolean): void {
    const head = this.#head;
    this.#head = undefined;
    if (!head) return;
    const span = { start: head.start, end: head.end };
    if (head.of === 'request') {
      const request = requestHead(head.lines, complete);
      if (request) this.turns.request(request, span);
    } else {
      const response = responseHead(head.lines, complete);
      if (response) this.turns.response(response, span);
      this.#bodyLength = 0;
    }
  }

  #readLine(line: CurlLine): void {
    const at: Span = { start: line.textStart, end: line.textStart + line.text.length };
    if (line.is === 'info') this.turns.info(line.text, at);
    else if (line.is === 'data') this.turns.data(line.number);
    else if (line.is === 'failure') this.turns.failure({ exit: line.number, says: line.text, at });
    else if (line.is !== 'advice') this.#beginHead(line);
    if (line.time) this.turns.clock(clockSeconds(line.time));
    this.#position = line.end + 1;
  }

  #beginHead(line: CurlLine): void {
    const of = line.is === 'sent' ? 'request' : 'response';
    if (!(of === 'request' ? REQUEST_LINE : STATUS_LINE_START).test(line.text)) return;
    const first = Stretch.of(this.#text, line.textStart, line.end);
    this.#head = { of, lines: [first], start: this.#position, end: line.end, echoed: false };
  }

  /** Whether a line that looks like curl's own is one of a body, or of a body in our example notation. */
  #isBodyLine(line: CurlLine, ended: OpenHead['of'] | undefined): boolean {
    if (line.is === 'data') return false;
    const inBody = this.#bodyBegun();
    if (line.is === 'sent') return (inBody || ended === 'request') && !REQUEST_LINE.test(line.text);
    if (line.is === 'received') return inBody || (ended === 'response' && !STATUS_LINE_START.test(line.text));
    return line.is === 'info' && inBody && !isKnownMessage(line);
  }

  /** Whether a body has begun and not ended: that of the current answer, or one that stands before all lines. */
  #bodyBegun(): boolean {
    const turn = this.turns.current;
    if (!turn) return this.before.length > 0;
    if (!turn?.response || turn.text.length === 0) return false;
    const expected = expectedLength(turn);
    return expected === undefined || this.#bodyLength < expected;
  }

  #readText(ended: OpenHead['of'] | undefined): void {
    if (ended === 'request') {
      this.#readNotedRequestBody();
      return;
    }
    const turn = this.turns.answered;
    const start = this.#position;
    if (!turn) {
      this.#position = this.#after(firstCurlLine(this.#text, start));
      this.before.push(Stretch.of(this.#text, start, this.#position));
      return;
    }
    const whole = this.#wholeBody(turn.text.length === 0);
    if (whole === undefined && ended === 'response' && this.#text.startsWith('<', start)) {
      this.turns.text(turn, this.#notedLines('received'));
      return;
    }
    this.#position = whole ?? this.#after(nextCurlLine(this.#text, start));
    const heads = turn.text.length === 0 ? headsEnd(this.#text, start) - start : 0;
    this.#bodyLength += this.#position - start - heads;
    this.turns.text(turn, Stretch.of(this.#text, start, this.#position));
    if (turn === this.turns.current) this.turns.reach({ start, end: this.#position });
    if (whole !== undefined) this.#skipBlankLine();
  }

  /** A text is at least one character long, whatever it looks like. */
  #after(end: number): number {
    return end > this.#position ? end : Math.min(this.#lineEnd(this.#position) + 1, this.#text.length);
  }

  /** Where a body of known length that begins here ends, when something fitting follows it. */
  #wholeBody(first: boolean): number | undefined {
    const turn = this.turns.answered;
    const length = turn && expectedLength(turn);
    if (!first || !turn?.response || !length) return undefined;
    const end = headsEnd(this.#text, this.#position) + length;
    if (end >= this.#text.length) return end === this.#text.length ? end : undefined;
    if (skipMeter(this.#text, end) > end || curlLineAt(this.#text, end)) return end;
    // A decoded body is longer than its Content-Length, and a line may well end there.
    return !mayBeDecoded(turn.response) && isBoundary(this.#text, end) ? end : undefined;
  }

  /** Our example notation writes the request's body behind `>` as well; curl itself never shows it. */
  #readNotedRequestBody(): void {
    const turn = this.turns.current;
    const body = this.#notedLines('sent');
    if (!turn?.request) return;
    const exact = declaredLength(turn.request.headers) === body.length;
    turn.requestBody = { is: 'bytes', wire: body.bytes, exact, at: body.place };
    this.turns.reach({ start: turn.start, end: this.#position });
  }

  #notedLines(is: 'sent' | 'received'): Stretch {
    const lines: Stretch[] = [];
    for (
      let line = curlLineAt(this.#text, this.#position);
      line?.is === is;
      line = curlLineAt(this.#text, this.#position)
    ) {
      if (REQUEST_LINE.test(line.text) || STATUS_LINE_START.test(line.text)) break;
      this.#position = Math.min(line.end + 1, this.#text.length);
      lines.push(Stretch.of(this.#text, line.textStart, this.#position));
    }
    const body = Stretch.joined(lines);
    return body.slice(0, body.text.replace(/\r?\n$/, '').length);
  }

  #skipBlankLine(): void {
    const lineBreak = this.#text.startsWith('\r\n', this.#position)
      ? 2
      : this.#text[this.#position] === '\n'
        ? 1
        : 0;
    this.#position += lineBreak;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }
}

const REQUEST_LINE = /^[A-Za-z][A-Za-z-]{0,30} \S.* HTTP\/\d/;
const STATUS_LINE_START = /^HTTP\/\d/;
