import type { Body } from '../../exchange/body.js';
import type { Span } from '../../exchange/place.js';
import { toldKind } from './curl-exit.js';
import type { RequestHead, ResponseHead } from './http-head.js';
import type { Stretch } from './stretch.js';

/** One of curl's informational lines, without its prefix. */
export interface Info {
  readonly text: string;
  readonly at: Span;
  /** Length of the TLS message that the line announces, when curl noted it beneath. */
  dataLength?: number;
}

export interface Failure {
  readonly exit: number;
  readonly says: string;
  readonly at: Span;
}

/** What curl did for one request: connect, send, receive or fail. */
export interface Turn {
  readonly infos: Info[];
  request?: RequestHead;
  requestBody?: Body;
  /** 1xx answers that came before the final one. */
  readonly interim: ResponseHead[];
  response?: ResponseHead;
  responseBody?: Body;
  failure?: Failure;
  /** Text that came after the answer's head and is none of curl's lines. */
  readonly text: Stretch[];
  /** Seconds since local midnight, of the first and the last line that carries a time. */
  clock?: { first: number; last: number };
  start: number;
  end: number;
}

/** Sorts what a capture shows, in its order, into turns. */
export class Turns {
  readonly list: Turn[] = [];
  /** The connection was let go: whatever curl begins next is another turn. */
  #closed = false;
  /** curl found a connection of an earlier turn dead: the close that it tells next is of that one. */
  #foundDead = false;
  #lastInfo: Info | undefined;
  #answered: Turn | undefined;

  get current(): Turn | undefined {
    return this.list.at(-1);
  }

  /** The latest turn that has an answer: where text that is none of curl's lines belongs. */
  get answered(): Turn | undefined {
    return this.#answered;
  }

  info(text: string, at: Span): void {
    const turn = this.current;
    const begun = turn && (this.#closed || turn.request || turn.response || turn.failure);
    const next = !turn || (begun && BEGINS.test(text)) || isOpenTunnel(turn);
    const info = { text, at };
    this.#touch(next ? this.#begin() : turn, at).infos.push(info);
    this.#lastInfo = info;
    if (FOUND_DEAD.test(text)) this.#foundDead = true;
    else if (CLOSES.test(text)) {
      this.#closed ||= !this.#foundDead;
      this.#foundDead = false;
    }
  }

  /** A note of curl on the length of data that it does not show. */
  data(length: number): void {
    if (this.#lastInfo) this.#lastInfo.dataLength = length;
    this.#lastInfo = undefined;
  }

  request(head: RequestHead, at: Span): void {
    const turn = this.current;
    const taken = !turn || turn.request || turn.response || turn.failure;
    this.#touch(taken ? this.#begin() : turn, at).request = head;
  }

  response(head: ResponseHead, at: Span): void {
    const turn = this.current;
    // A failure on standard error may overtake an answer on a buffered standard output.
    const taken = !turn || turn.response || (turn.failure && !turn.request);
    const target = this.#touch(taken ? this.#begin() : turn, at);
    if (head.status < 200 && head.status !== 101) target.interim.push(head);
    else {
      target.response = head;
      this.#answered = target;
    }
  }

  failure(failure: Failure): void {
    const turn = this.current;
    this.#touch(!turn || turn.failure ? this.#begin() : turn, failure.at).failure = failure;
  }

  text(turn: Turn, text: Stretch): void {
    turn.text.push(text);
  }

  /** The local time of a line that belongs to the current turn. */
  clock(seconds: number): void {
    const turn = this.current;
    if (turn) turn.clock = { first: turn.clock?.first ?? seconds, last: seconds };
  }

  /** Widens the current turn to these bytes. */
  reach(at: Span): void {
    if (this.current) this.#touch(this.current, at);
  }

  #begin(): Turn {
    const turn: Turn = { infos: [], interim: [], text: [], start: -1, end: -1 };
    this.list.push(turn);
    this.#closed = false;
    return turn;
  }

  #touch(turn: Turn, at: Span): Turn {
    if (turn.start < 0) turn.start = at.start;
    turn.end = Math.max(turn.end, at.end);
    this.#lastInfo = undefined;
    return turn;
  }
}

/** Whether this turn only opened a tunnel through a proxy. */
export function isOpenTunnel(turn: Turn): boolean {
  const status = turn.response?.status ?? 0;
  return turn.request?.method === 'CONNECT' && status >= 200 && status < 300;
}

/** Whether curl itself acted on this turn's outcome with the next one (redirect, challenge, dead connection, tunnel). */
export function leadsTo(turn: Turn, next: Turn | undefined): boolean {
  if (!next) return false;
  if (isOpenTunnel(turn)) return true;
  return next.infos.some(({ text }) => text.startsWith('Issue another request to this URL'));
}

/** The failure that the turn's own lines tell, for captures in which `-s` hid `curl: (NN)`. */
export function toldFailure(turn: Turn): Info | undefined {
  const line = turn.infos.findLast(({ text }) => toldKind(text) !== undefined);
  if (!line || !turn.response) return line;
  return CUTS_ANSWER.test(line.text) ? line : undefined;
}

const BEGINS =
  /^(?: *Trying |Uses proxy env|Could not resolve (?:host|proxy)|Re-?[uU]sing existing|Found bundle|Hostname .{1,255} was found in DNS cache|Host \S{1,255} was resolved|Issue another request|Connected to|Established connection)/;
const CLOSES =
  /^(?:Connection #-?\d+ to host .{1,300} left intact|[Cc]losing connection|shutting down connection)/;
const FOUND_DEAD = /^(?:Connection #?-?\d+ seems to be dead|Too old connection )/;
const CUTS_ANSWER =
  /^(?:transfer closed with|end of response with|Operation timed out|HTTP\/[23] stream|Recv failure|OpenSSL SSL_read|CONNECT tunnel failed|Received HTTP code)/;
