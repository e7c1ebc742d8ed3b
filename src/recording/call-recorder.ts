import type { Connection, TransportFailure } from '../exchange/exchange.js';
import type { Leg } from '../wire/leg.js';
import { answerReader, methodOf, requestReader, statusOf } from './framing.js';
import { KeptBytes } from './kept-bytes.js';
import type { Part } from './message-reader.js';

/** Told of each call once, when its answer is complete or will not come. */
export type OnCall = (leg: Leg) => void;

/** Milliseconds. Who leaves earlier had no limit of time, but lost interest; limits count from before the connection. */
export const SHORTEST_LIMIT = 500;

/** Milliseconds without a further byte. Who leaves a begun answer earlier had read enough. */
const SHORTEST_SILENCE = 1000;

interface OpenCall {
  readonly method: string;
  readonly start: number;
  readonly sent: KeptBytes;
  readonly received: KeptBytes;
  /** Epoch milliseconds at which something of the answer came last. */
  heardAt: number;
  isSent: boolean;
  /** A 1xx answer came last: another follows. */
  isInterim: boolean;
  isAnswered: boolean;
  /** Why the rest of the answer cannot be read. */
  unread: string | undefined;
}

/**
 * Listens to a connection and makes of its bytes the calls that it carried. It changes nothing, never throws, and falls
 * silent where something else than HTTP/1 is spoken.
 */
export class CallRecorder {
  /** In the order of their requests, in which the answers come too (RFC 9112, section 9.3.2). */
  readonly #open: OpenCall[] = [];
  /** The one whose request is on its way. */
  #sending: OpenCall | undefined;
  readonly #requests = requestReader();
  readonly #answers = answerReader(() => this.#open[0]?.method);
  readonly #connection: () => Connection | undefined;
  #hasSwitched = false;
  /** The server sent something that belongs to no answer. */
  #isOutOfStep = false;
  /** When the client ended its side: most have left altogether then, and servers close in turn. */
  #leftAt: number | undefined;

  /**
   * @param origin whom the connection leads to: `https://api.example.com:8443`
   * @param connection what is known below HTTP when a call is complete
   */
  constructor(
    private readonly origin: string,
    private readonly onCall: OnCall,
    connection: () => Connection | undefined = () => undefined,
  ) {
    this.#connection = connection;
  }

  /** Whether a call has begun and is not complete. */
  get isBusy(): boolean {
    return this.#open.length > 0 || this.#requests.isInside;
  }

  /** Whether client and server agreed to speak something else from here on (RFC 9110, section 7.8). */
  get hasSwitched(): boolean {
    return this.#hasSwitched;
  }

  /**
   * Bytes on their way to the server.
   *
   * @param time when they were sent, where that was earlier
   */
  sent(bytes: Buffer, time = Date.now()): void {
    for (const part of this.#requests.push(bytes)) this.#ofRequest(part, time);
  }

  /** Bytes that came from the server; `time` is as in `sent`. */
  received(bytes: Buffer, time = Date.now()): void {
    const [call] = this.#open;
    if (call) call.heardAt = time;
    for (const part of this.#answers.push(bytes)) this.#ofAnswer(part);
  }

  /** The client sends nothing more. */
  sentEnd(): void {
    this.#leftAt ??= Date.now();
    const call = this.#sending;
    if (!call) return;
    call.sent.isCut = true;
    call.isSent = true;
    this.#giveCompleted();
  }

  /** The server sends nothing more. */
  receivedEnd(): void {
    const [call] = this.#open;
    if (call && this.#answers.endsWithConnection) call.isAnswered = true;
    this.#giveCompleted();
    if (this.#open.length === 0) return;
    const what = this.#open[0]?.received.isEmpty ? 'an' : 'the whole';
    this.fail({ kind: 'reset', says: `the server closed the connection before ${what} answer came` });
  }

  /** The connection broke: what is open is given with its failure. */
  fail(failure: TransportFailure): void {
    if (failure.kind === 'reset' && this.#leftAt !== undefined) this.givenUp();
    else this.#abandon(() => failure);
  }

  /** The client left without waiting for an answer, or for all of one. */
  givenUp(): void {
    this.#abandon(({ start, heardAt, received, isInterim }) => {
      const isBegun = !received.isEmpty && !isInterim;
      const took = (this.#leftAt ?? Date.now()) - (isBegun ? heardAt : start);
      received.isCut ||= isBegun;
      if (isBegun && took < SHORTEST_SILENCE) return undefined;
      const what = isBegun ? 'in which nothing more of the answer came' : 'before the answer was complete';
      return {
        kind: took < SHORTEST_LIMIT ? 'other' : 'timeout',
        says: `the program closed the connection after ${(took / 1000).toFixed(1)} s, ${what}`,
      };
    });
  }

  #abandon(failureOf: (call: OpenCall) => TransportFailure | undefined): void {
    for (const call of this.#open.splice(0)) {
      if (!call.isSent) call.sent.isCut = true;
      const { unread: says } = call;
      const failure = says === undefined ? failureOf(call) : { kind: 'other' as const, says };
      this.#give(call, call.isAnswered ? undefined : failure);
    }
    this.#sending = undefined;
    this.#requests.stop();
  }

  #ofRequest(part: Part, start: number): void {
    if (part.is === 'head') {
      this.#isOutOfStep ||= this.#open.length === 0 && this.#answers.isInside;
      const call = {
        method: methodOf(part.head),
        start,
        sent: new KeptBytes(),
        received: new KeptBytes(),
        heardAt: start,
        isSent: false,
        isInterim: false,
        isAnswered: false,
        unread: undefined,
      };
      call.sent.addHead(part.bytes);
      this.#open.push(call);
      this.#sending = call;
      // Where its body ends nobody can tell; a server refuses that.
      if (part.framing === 'another') call.isSent = true;
    } else if (part.is === 'body' || part.is === 'other') this.#sending?.sent.addBody(part.bytes);
    else if (part.is === 'end' && this.#sending) {
      this.#sending.isSent = true;
      this.#sending = undefined;
      this.#giveCompleted();
    }
  }

  #ofAnswer(part: Part): void {
    const [call] = this.#open;
    if (!call) {
      this.#isOutOfStep ||= part.is === 'other';
      return;
    }
    if (part.is === 'end') {
      call.isAnswered = !call.isInterim;
      this.#giveCompleted();
      return;
    }
    if (part.is !== 'head') {
      if (part.is === 'other') call.unread ??= this.#whyUnread(call, part.bytes);
      call.received.addBody(part.bytes);
      return;
    }
    if (call.isInterim) call.received.addBody(part.bytes);
    else call.received.addHead(part.bytes);
    call.isInterim = statusOf(part.head) < 200;
    if (part.framing !== 'another') return;
    this.#hasSwitched = true;
    call.isAnswered = true;
    call.isSent = true;
    this.#sending = undefined;
    this.#requests.stop();
    this.#giveCompleted();
  }

  /** What is wrong with an answer that is no HTTP/1 from here on. */
  #whyUnread({ received, isInterim }: OpenCall, bytes: Buffer): string {
    if (this.#isOutOfStep)
      return 'the server sent more than it announced before, so this answer cannot be read';
    if (!received.isEmpty && !isInterim) return 'the chunks of the answer are malformed';
    return bytes.toString('latin1', 0, 7) === 'HTTP/1.'
      ? 'the head of the answer is malformed, or longer than 256 KiB'
      : 'what the server sent is no answer of HTTP/1';
  }

  /** An early answer waits for the rest of its request. */
  #giveCompleted(): void {
    while (this.#open[0]?.isAnswered && this.#open[0].isSent) this.#give(this.#open.shift() as OpenCall);
  }

  #give(call: OpenCall, failure?: TransportFailure): void {
    const { sent, received, start } = call;
    if (this.#sending === call) this.#sending = undefined;
    const connection = this.#connection();
    this.onCall({
      origin: this.origin,
      sent: sent.bytes,
      received: received.bytes,
      ...(failure && { failure }),
      ...(connection && { connection }),
      ...(sent.isCut && { sentCut: true }),
      ...(received.isCut && { cut: true }),
      time: { start, end: Date.now() },
    });
  }
}
