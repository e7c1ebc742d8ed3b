import { bytesOf } from './held-exchange.js';
import { LOOKED_AT, lookAt, tellsFailure } from './answer-look.js';

/** Enough of the end of a piece to know a member that goes on in the next chunk. */
const TAIL = 40;

/** Follows one answer, piece by piece, as cheaply as it can be done. */
export class AnswerWatch {
  /** Bytes that came. */
  came = 0;
  /** As in `Look`. */
  #length = 0;
  #toLookAt = 0;
  #tail = '';
  #last: Uint8Array | undefined;

  /** Takes the next piece; false where it is no plain success. */
  takes(piece: Uint8Array): boolean {
    const isFirst = this.came === 0;
    this.came += piece.length;
    this.#last = piece;
    if (!isFirst && this.#toLookAt <= 0) return true;
    const text = bytesOf(piece).toString('latin1', 0, isFirst ? LOOKED_AT : this.#toLookAt);
    const seen = this.#tail + text;
    this.#tail = text.slice(-TAIL);
    this.#toLookAt -= text.length;
    if (!isFirst) return !tellsFailure(seen);
    const look = lookAt(text);
    this.#length = look.length;
    this.#toLookAt = look.isOpen ? LOOKED_AT : 0;
    return look.isFine;
  }

  /** Whether all of it came; where it says nothing about its end, that is not known. */
  get isComplete(): boolean {
    return this.#length > 0 ? this.came >= this.#length : this.#length < 0 && endsChunks(this.#last);
  }
}

/** The last of the chunks, without trailers (RFC 9112, section 7.1). */
function endsChunks(piece: Uint8Array | undefined): boolean {
  return piece?.at(-1) === 10 && piece.at(-3) === 10 && piece.at(-5) === 48;
}
