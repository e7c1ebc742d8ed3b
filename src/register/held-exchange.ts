import type { CallRecorder } from '../recording/call-recorder.js';

/** Pieces of one exchange, as they were written and read, until it is known whether anybody wants them. */
export class HeldExchange {
  readonly #sent: unknown[] = [];
  readonly #encodings: unknown[] = [];
  readonly #received: Uint8Array[] = [];
  bytes = 0;

  /** @param start epoch milliseconds */
  constructor(readonly start: number) {}

  get isAnswered(): boolean {
    return this.#received.length > 0;
  }

  /** The first piece that was written: the head of the request. */
  get head(): string {
    return String(this.#sent[0]);
  }

  addSent(piece: unknown, encoding: unknown): void {
    this.#sent.push(piece);
    this.#encodings.push(encoding);
    this.bytes += (piece as Uint8Array).length;
  }

  addReceived(piece: Uint8Array): void {
    this.#received.push(piece);
    this.bytes += piece.length;
  }

  /** In the order in which they travelled: nothing was held that was written behind an answer's beginning. */
  giveTo(recorder: CallRecorder): void {
    for (const [i, piece] of this.#sent.entries())
      recorder.sent(bytesOf(piece, this.#encodings[i]), this.start);
    for (const piece of this.#received) recorder.received(bytesOf(piece));
  }
}

/** The bytes of whatever `write` takes. */
export function bytesOf(piece: unknown, encoding?: unknown): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  if (piece instanceof Uint8Array) return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  return Buffer.from(String(piece), typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
}
