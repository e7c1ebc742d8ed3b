import { LOOK_AHEAD } from '../input/har/har-hops.js';
import { LEADS_ON } from '../stream/har-pieces.js';
import { newlinesIn } from '../stream/newlines.js';
import type { EntrySpan, Piece } from '../stream/piece.js';
import { lengthOf, shortEntry } from '../stream/short-entry.js';
import type { Counter, LineLeft } from './counter.js';
import { UNKNOWN } from './eye.js';

/** An entry of which more is to be done than to count it by its looks: all that have to be read are not counted yet. */
export interface EntryLeft extends LineLeft {
  readonly span: EntrySpan;
}

/** Counts the entries of HARs by their looks, as a counter does the lines of logs. */
export class EntryCounter {
  constructor(private readonly counter: Counter) {}

  /** Counts the entries of a piece; `left` is told of those that ask for more. */
  take(piece: Piece, left: (entry: EntryLeft) => void): void {
    const { bytes, entries } = piece;
    let { line } = piece;
    let counted = 0;
    /** So many of the next may be what a redirect or a challenge led to. */
    let near = 0;
    for (const span of entries?.spans ?? []) {
      const { start, end } = span;
      line += newlinesIn(bytes, counted, start);
      counted = start;
      const entry: EntryLeft = { is: 'told', span, start, end, line, hash: UNHASHED, place: UNKNOWN };
      const found = this.#look(piece, span);
      if (near > 0) left(entry);
      else this.#settle(found, piece, entry, left);
      near--;
      if (found === UNKNOWN) near = Math.max(near, ledBy(bytes, span));
    }
  }

  /** Looks again at an entry that was not known. */
  takeAgain(piece: Piece, entry: EntryLeft, left: (entry: EntryLeft) => void): void {
    this.#settle(this.#look(piece, entry.span), piece, entry, left);
  }

  #look({ bytes, entries }: Piece, span: EntrySpan): number {
    const short = entries && !entries.isCut ? shortEntry(bytes, span, entries.file) : undefined;
    if (!short) return UNKNOWN;
    this.counter.eye.lay(...short.parts);
    return this.counter.eye.look(0, lengthOf(short.parts));
  }

  #settle(found: number, piece: Piece, entry: EntryLeft, left: (entry: EntryLeft) => void): void {
    const { kind } = this.counter.place(found) ?? {};
    const hash =
      kind && kind.outcome !== 'succeeded'
        ? this.counter.eye.hashOf(piece.bytes.subarray(entry.start, entry.end))
        : entry.hash;
    let isCounted = true;
    this.counter.settle(found, piece.file, { ...entry, hash }, (line) => {
      isCounted = line.is === 'sample';
      left({ ...line, span: entry.span });
    });
    if (isCounted) this.counter.summary.counts.records++;
  }
}

/** No sample is kept of what went well, and what is read is hashed then. */
const UNHASHED = Number.POSITIVE_INFINITY;

/** Among how many entries behind it that may be to which this one led. */
function ledBy(bytes: Uint8Array, { start, end }: EntrySpan): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  const status = LEADS_ON.exec(text)?.[1];
  if (status === undefined) return 0;
  if (status === '401') return /"www-authenticate"/i.test(text) ? 1 : 0;
  return /"location"/i.test(text) ? LOOK_AHEAD - 1 : 0;
}
