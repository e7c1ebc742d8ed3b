import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CallRecorder } from '../recording/call-recorder.js';
import { emptyLeg } from '../recording/empty-leg.js';
import type { Leg } from '../wire/leg.js';
import { AnswerWatch } from './answer-watch.js';
import { type FailedCall, isOwnDoing, plainError } from './failed-call.js';
import { bytesOf, HeldExchange } from './held-exchange.js';
import { mayBeFailure } from './is-failure.js';

/** More of one exchange is left to the recorder, which keeps no more than it has to. */
const HELD_BYTES = 2 ** 20;

/** Milliseconds. Who leaves earlier, and had set no limit, lost interest. */
const SHORTEST_LIMIT = 1000;

/**
 * Listens to what a client writes to and reads from one connection. As long as all is well it holds the pieces of one
 * exchange and drops them when the answer is complete. What is not plainly a success is given to a recorder, from its first
 * byte on.
 */
export class Tap {
  #held: HeldExchange | undefined;
  #answer = new AnswerWatch();
  #start = 0;
  #recorder: CallRecorder | undefined;
  #isRecording = false;
  /** Several requests are on their way at once: only a recorder keeps them apart. */
  #isPipelined = false;
  #isOver = false;
  /** Why the recorder was stopped; without an error the program lost interest. */
  #end: { readonly error?: unknown } | undefined;

  /**
   * @param origin whom the connection leads to, asked when a call is recorded
   * @param isConnected whether anything can have travelled, asked when it breaks
   * @param head of the request that the connection is made for, asked when it breaks before that is written
   */
  constructor(
    private readonly socket: Socket,
    private readonly origin: () => string,
    private readonly isConnected: () => boolean,
    private readonly onFailed: (call: FailedCall) => void,
    private head?: () => string,
  ) {}

  /** What is written to the socket: whatever `write` takes. */
  sent(piece: unknown, encoding: unknown): void {
    if (this.#isOver) return;
    if (this.#isRecording) {
      this.#recorder?.sent(bytesOf(piece, encoding));
      return;
    }
    const isNext = beginsRequest(piece);
    // The rest of a request that was answered early.
    if (!isNext && !this.#held) return;
    if (isNext && this.#held && !this.#held.isAnswered) this.#isPipelined = true;
    else if (isNext) this.#begin();
    const held = this.#held as HeldExchange;
    held.addSent(piece, encoding);
    if (this.#isPipelined || held.isAnswered || held.bytes > HELD_BYTES) this.#record();
  }

  /** What came from the server; null at its end. */
  received(piece: unknown): void {
    if (this.#isOver || !this.#isOpen) return;
    if (piece === null) {
      this.#record();
      this.#recorder?.receivedEnd();
      this.#isOver = true;
    } else if (piece instanceof Uint8Array) this.#received(piece);
  }

  /** The connection broke, or the client says why it will. */
  broken(error: unknown): void {
    if (!this.#isOver && (this.#isOpen || this.head)) this.#stop(isOwnDoing(error) ? {} : { error });
  }

  /** Nothing travels any more, without an error: the client left. */
  closed(): void {
    if (this.#isOver || !this.#isOpen) return;
    const took = Date.now() - this.#start;
    const isLate = took >= Math.min(this.socket.timeout || SHORTEST_LIMIT, SHORTEST_LIMIT);
    const says = `timed out: the program closed the connection after ${(took / 1000).toFixed(1)} s`;
    this.#stop(isLate && this.#answer.came === 0 ? { error: new Error(says) } : {});
  }

  /** The program ends: a failure of which it read only the beginning is told all the same. */
  left(): void {
    if (!this.#isOver && this.#isOpen) this.#stop({});
  }

  get #isOpen(): boolean {
    return this.#isRecording || this.#held !== undefined;
  }

  #begin(): void {
    this.head = undefined;
    this.#start = Date.now();
    this.#held = new HeldExchange(this.#start);
    this.#answer = new AnswerWatch();
  }

  #received(piece: Uint8Array): void {
    const isFine = this.#answer.takes(piece);
    if (this.#isRecording) {
      this.#recorder?.received(bytesOf(piece));
      this.#isRecording = this.#isPipelined || this.#recorder?.isBusy === true;
      return;
    }
    const held = this.#held as HeldExchange;
    held.addReceived(piece);
    if (!isFine || held.bytes > HELD_BYTES) this.#record();
    else if (this.#answer.isComplete) this.#held = undefined;
  }

  /** Gives all that is held to the recorder, and what follows until the call is complete. */
  #record(): void {
    this.#recorder ??= new CallRecorder(
      this.origin(),
      (leg) => this.#give(leg),
      () => connectionOf(this.socket),
    );
    const recorder = this.#recorder;
    const held = this.#held;
    this.#held = undefined;
    held?.giveTo(recorder);
    this.#isRecording = this.#isPipelined || recorder.isBusy;
  }

  #stop(end: { readonly error?: unknown }): void {
    this.#isOver = true;
    this.#end = end;
    if (this.isConnected()) {
      this.#record();
      this.#recorder?.fail({ kind: 'other', says: '' });
    } else if (end.error !== undefined) {
      const head = this.head?.() ?? this.#held?.head;
      const leg = emptyLeg(this.origin(), this.#start || Date.now());
      this.onFailed({ leg, error: plainError(end.error), head });
    }
  }

  #give(leg: Leg): void {
    if (this.#recorder?.hasSwitched) {
      this.#isOver = true;
      return;
    }
    const { failure, ...whole } = leg;
    if (!failure || !this.#end) {
      if (failure || mayBeFailure(leg)) this.onFailed({ leg });
    } else if (this.#end.error !== undefined)
      this.onFailed({ leg: whole, error: plainError(this.#end.error) });
    else if (mayBeFailure(leg)) this.onFailed({ leg: { ...whole, cut: true } });
  }
}

/** Both clients write the head of a request as one text. */
function beginsRequest(piece: unknown): boolean {
  return typeof piece === 'string' && piece.charCodeAt(0) < 91 && /^[A-Z-]+ \S+ HTTP\/1\.1\r\n/.test(piece);
}

/** Nothing where the socket is gone. */
function connectionOf(socket: Socket): Leg['connection'] {
  const { remoteAddress: address, remotePort: port } = socket;
  if (address === undefined) return undefined;
  const version = (socket as TLSSocket).getProtocol?.();
  return {
    peer: { address, ...(port !== undefined && { port }) },
    ...(version && { tls: { version, serverVerified: (socket as TLSSocket).authorized } }),
  };
}
