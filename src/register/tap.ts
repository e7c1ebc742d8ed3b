import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CallRecorder } from '../capture/call-recorder.js';
import type { Leg } from '../wire/leg.js';
import { LOOKED_AT, lookAt, tellsFailure } from './answer-look.js';
import { type FailedCall, isOwnDoing, plainError } from './failed-call.js';
import { mayBeFailure } from './is-failure.js';

/** More of one exchange is left to the recorder, which keeps no more than it has to. */
const HELD_BYTES = 2 ** 20;

/** Milliseconds. Who leaves earlier, and had set no limit, lost interest. */
const SHORTEST_LIMIT = 1000;

/** Enough of the end of a piece to know a member that goes on in the next chunk. */
const TAIL = 40;

/**
 * Listens to what a client writes to and reads from one connection. As long as all is well it holds the pieces of one
 * exchange and drops them when the answer is complete. What is not plainly a success is given to a recorder, from its first
 * byte on.
 */
export class Tap {
  #sent: unknown[] = [];
  #encodings: unknown[] = [];
  #received: Uint8Array[] = [];
  #bytes = 0;
  #start = 0;
  /** As in `Look`: of the whole answer; how much of it came; how much is still to be looked at. */
  #length = 0;
  #came = 0;
  #toLookAt = 0;
  #tail = '';
  #isPipelined = false;
  #recorder: CallRecorder | undefined;
  #isRecording = false;
  #isOver = false;
  /** Why the recorder was stopped. */
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
    const isNext = beginsRequest(piece);
    if (!this.#isRecording && isNext && this.#sent.length > 0 && this.#received.length === 0)
      this.#isPipelined = true;
    else if (!this.#isRecording && isNext) {
      this.#drop();
      this.#start = Date.now();
    }
    // The rest of a request that was answered early.
    if (!this.#isRecording && !isNext && this.#sent.length === 0) return;
    this.head = undefined;
    this.#sent.push(piece);
    this.#encodings.push(encoding);
    this.#bytes += (piece as Uint8Array).length;
    if (this.#isPipelined || this.#isRecording || this.#received.length > 0 || this.#bytes > HELD_BYTES)
      this.#record();
  }

  /** What came from the server; null at its end. */
  received(piece: unknown): void {
    if (this.#isOver) return;
    if (piece === null) this.#ended();
    if (!(piece instanceof Uint8Array) || (!this.#isRecording && this.#sent.length === 0)) return;
    this.#received.push(piece);
    this.#bytes += piece.length;
    this.#came += piece.length;
    if (this.#isRecording || this.#bytes > HELD_BYTES || !this.#isFine(piece)) this.#record();
    else if (this.#length > 0 ? this.#came >= this.#length : this.#length < 0 && endsChunks(piece))
      this.#drop();
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
    this.#stop(isLate && this.#came === 0 ? { error: new Error(says) } : {});
  }

  /** The program ends: a failure of which it read only the beginning is told all the same. */
  left(): void {
    if (!this.#isOver && this.#isOpen) this.#stop({});
  }

  get #isOpen(): boolean {
    return this.#isRecording || this.#sent.length > 0;
  }

  /** The first piece of an answer, or a further one. */
  #isFine(piece: Uint8Array): boolean {
    const isFirst = this.#came === piece.length;
    if (!isFirst && this.#toLookAt <= 0) return true;
    const text = latin1(piece, isFirst ? LOOKED_AT : this.#toLookAt);
    this.#toLookAt -= text.length;
    if (!isFirst) {
      const seen = this.#tail + text;
      this.#tail = text.slice(-TAIL);
      return !tellsFailure(seen);
    }
    const look = lookAt(text);
    this.#length = look.length;
    this.#toLookAt = look.isOpen ? LOOKED_AT : 0;
    this.#tail = text.slice(-TAIL);
    return look.isFine;
  }

  #drop(): void {
    this.#sent = [];
    this.#encodings = [];
    this.#received = [];
    this.#bytes = 0;
    this.#came = 0;
  }

  /** Gives all that is held to the recorder. */
  #record(): void {
    this.#recorder ??= new CallRecorder(
      this.origin(),
      (leg) => this.#give(leg),
      () => connectionOf(this.socket),
    );
    this.#isRecording = true;
    const [sent, encodings, received, came] = [this.#sent, this.#encodings, this.#received, this.#came];
    const at = this.#start;
    this.#drop();
    this.#came = came;
    for (const [i, piece] of sent.entries()) this.#recorder.sent(bytesOf(piece, encodings[i]), at);
    for (const piece of received) this.#recorder.received(bytesOf(piece));
    this.#isRecording = this.#recorder.isBusy;
    if (!this.#isRecording) this.#came = 0;
  }

  #ended(): void {
    if (!this.#isOpen) return;
    this.#record();
    this.#recorder?.receivedEnd();
    this.#isOver = true;
  }

  #stop(end: { readonly error?: unknown }): void {
    if (!this.isConnected()) {
      this.#isOver = true;
      const leg = emptyLeg(this.origin(), this.#start || Date.now());
      const head = this.head?.() ?? String(this.#sent[0]);
      if (end.error !== undefined) this.onFailed({ leg, error: plainError(end.error), head });
      return;
    }
    this.#end = end;
    this.#record();
    this.#recorder?.fail({ kind: 'other', says: '' });
    this.#isOver = true;
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

/** Of a request that never travelled. */
export function emptyLeg(origin: string, start: number): Leg {
  return { origin, sent: Buffer.alloc(0), received: Buffer.alloc(0), time: { start, end: Date.now() } };
}

/** Both clients write the head of a request as one text. */
function beginsRequest(piece: unknown): boolean {
  return typeof piece === 'string' && piece.charCodeAt(0) < 91 && /^[A-Z-]+ \S+ HTTP\/1\.1\r\n/.test(piece);
}

/** The last of the chunks, without trailers (RFC 9112, section 7.1). */
function endsChunks(piece: Uint8Array): boolean {
  const end = piece.length;
  return end >= 5 && piece[end - 1] === 10 && piece[end - 3] === 10 && piece[end - 5] === 48;
}

function latin1(piece: Uint8Array, length: number): string {
  return bytesOf(piece).toString('latin1', 0, length);
}

function bytesOf(piece: unknown, encoding?: unknown): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  if (piece instanceof Uint8Array) return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  return Buffer.from(String(piece), typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
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
