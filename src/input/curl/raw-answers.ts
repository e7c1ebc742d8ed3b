import { BODY_NOT_CAPTURED, NO_BODY } from '../../exchange/body.js';
import type { TransportKind } from '../../exchange/exchange.js';
import { answerBody, expectedLength, isBoundary, mayBeDecoded } from './answer-body.js';
import { transportKind } from './curl-exit.js';
import { curlLineAt, skipMeter } from './curl-lines.js';
import { type ResponseHead, responseHead } from './http-head.js';
import { Stretch } from './stretch.js';
import { type Failure, type Turn, Turns } from './turns.js';

/** Raw answers in a row, as `curl -i` prints them. */
export class RawAnswers {
  readonly turns = new Turns();
  readonly problems: string[] = [];
  /** Answers that curl did not stop at: redirects, challenges and opened tunnels. */
  readonly passedOver = new Set<Turn>();
  readonly #text: string;

  constructor(latin1: string) {
    this.#text = latin1;
  }

  read(): void {
    let position = nextHead(this.#text, 0);
    const early = this.#failuresIn(0, position);
    while (position < this.#text.length) position = this.#readAnswer(position);
    for (const failure of early) this.#readEarly(failure);
  }

  /** Standard error overtakes a buffered standard output: its complaint may be about the last answer. */
  #readEarly(failure: Failure): void {
    const last = this.turns.current;
    if (last && !last.failure && BREAKS_ANSWER.has(transportKind(failure.exit, failure.says)))
      last.failure = failure;
    else this.turns.failure(failure);
  }

  /** One head and what follows it up to the next; returns where the next begins. */
  #readAnswer(start: number): number {
    const lines: Stretch[] = [];
    let position = start;
    let complete = false;
    while (position < this.#text.length && !complete) {
      const feed = this.#text.indexOf('\n', position);
      const end = feed < 0 ? this.#text.length : feed;
      const line = Stretch.of(this.#text, position, end);
      // `-f` and broken transfers leave a head without its empty line.
      if (curlLineAt(this.#text, position)?.is === 'failure') break;
      position = Math.min(end + 1, this.#text.length);
      if (line.text.trim() === '') complete = true;
      else lines.push(line);
    }
    const cut = !complete && position >= this.#text.length;
    if (cut) this.problems.push('The input ends inside the response head.');
    const head = responseHead(lines, !cut);
    if (!head) return nextHead(this.#text, Math.max(position, start + 1));
    this.turns.response(head, { start, end: position });
    if (head.status < 200 && head.status !== 101) return nextHead(this.#text, position);
    return this.#readBody(head, position);
  }

  #readBody(head: ResponseHead, start: number): number {
    const turn = this.turns.current as Turn;
    const whole = this.#wholeBody(turn, start);
    const next = nextHead(this.#text, whole ?? start);
    const end = whole ?? this.#failureFrom(start, next);
    const body = Stretch.of(this.#text, start, end);
    turn.end = end;
    for (const failure of this.#failuresIn(end, next)) this.turns.failure(failure);
    if (next < this.#text.length && body.text.trim() === '' && wasActedOn(head)) {
      this.passedOver.add(turn);
      turn.responseBody = isTunnel(head) || expectedLength(turn) === 0 ? NO_BODY : BODY_NOT_CAPTURED;
    } else turn.responseBody = answerBody(turn, body);
    return next;
  }

  /** Where a body of known length ends, when something fitting follows it. */
  #wholeBody(turn: Turn, start: number): number | undefined {
    const length = expectedLength(turn);
    if (!length || start + length > this.#text.length) return undefined;
    const end = start + length;
    const glued =
      end === this.#text.length ||
      HEAD_AT_START.test(this.#text.slice(end, end + 300)) ||
      curlLineAt(this.#text, end);
    if (glued || skipMeter(this.#text, end) > end) return end;
    return turn.response && !mayBeDecoded(turn.response) && isBoundary(this.#text, end) ? end : undefined;
  }

  /** Where the text up to `to` turns into curl's own complaint. */
  #failureFrom(from: number, to: number): number {
    const found = /(?:(?<=\n)|(?<=[}\]>\w]))curl: \(\d{1,3}\) [A-Z]/.exec(
      this.#text.slice(Math.max(0, from - 1), to),
    )?.index;
    return found === undefined ? to : Math.max(0, from - 1) + found;
  }

  #failuresIn(from: number, to: number): Failure[] {
    const failures: Failure[] = [];
    for (let position = from; position < to; ) {
      const line = curlLineAt(this.#text, skipMeter(this.#text, position));
      if (line?.is === 'failure' && line.textStart < to) {
        const at = { start: line.textStart, end: line.textStart + line.text.length };
        failures.push({ exit: line.number, says: line.text, at });
      }
      const feed = this.#text.indexOf('\n', position);
      position = feed < 0 ? to : feed + 1;
    }
    return failures;
  }
}

/** Offset of the next status line that fields follow, at a line's start or glued to a body; the text's end without one. */
function nextHead(text: string, from: number): number {
  HEAD.lastIndex = from;
  return HEAD.exec(text)?.index ?? text.length;
}

/** An answer that curl goes on from by itself: with -L, with a challenge it can meet, or behind an open tunnel. */
function wasActedOn(head: ResponseHead): boolean {
  const { status, headers } = head;
  if (isTunnel(head)) return true;
  if (status >= 300 && status < 400) return headers.get('location') !== undefined;
  return (
    (status === 401 && headers.get('www-authenticate') !== undefined) ||
    (status === 407 && headers.get('proxy-authenticate') !== undefined)
  );
}

/** The answer to CONNECT has no body and announces none (RFC 9110, section 9.3.6). */
function isTunnel({ status, reason, headers }: ResponseHead): boolean {
  const announced =
    headers.get('content-length') ?? headers.get('transfer-encoding') ?? headers.get('content-type');
  return status === 200 && !announced && /connection established|^connected$/i.test(reason ?? '');
}

/** Failures that can come after an answer has begun; `other` holds exit 22, which needs one. */
const BREAKS_ANSWER: ReadonlySet<TransportKind> = new Set(['reset', 'timeout', 'http2', 'other']);
const HEAD_TEXT = String.raw`HTTP\/\d(?:\.\d)? [1-9]\d\d(?: [^\r\n]{0,200})?\r*\n(?:[!-9;-~]{1,100}:|\r*\n)`;
const HEAD = new RegExp(
  `${HEAD_TEXT}|(?<![^\\n])HTTP\\/\\d(?:\\.\\d)? [1-9]\\d\\d(?: [^\\r\\n]{0,200})?\\r*(?:\\n|$)`,
  'g',
);
const HEAD_AT_START = new RegExp(`^${HEAD_TEXT}`);
