import type { Piece } from '../stream/piece.js';
import { BLANK, CHECKED, Eye, PERHAPS_PART, UNKNOWN } from './eye.js';
import { endOfRecord } from './line-bounds.js';
import type { Kind } from './observe.js';
import type { Learnt } from './shapes.js';
import type { TriageSetting } from './setting.js';
import type { Summary } from './summary.js';
import { hashText, type Occurrence, type Tally } from './tally.js';

/** What all lines with the same deciding words come to: where their exchange is counted, or why there is none. */
export interface Place {
  readonly kind?: Kind | undefined;
  readonly tally?: Tally | undefined;
  readonly problem?: string | undefined;
}

/** A place, and what others learnt of lines, as another thread can take it over. */
export interface PlaceTold extends Omit<Place, 'tally'> {
  readonly number: number;
  /** Of its tally. */
  readonly id: string;
}

export interface News extends Learnt {
  readonly told: readonly PlaceTold[];
}

/** A line of a piece of which more is to be done than to count it by its looks. */
export interface LineLeft {
  /** `new`: nothing is known of it. `told`: it is to be read though its place is known. `sample`: it is counted. */
  readonly is: 'new' | 'told' | 'sample';
  /** Where it stands among the bytes. */
  readonly start: number;
  readonly end: number;
  /** Its number in the file. */
  readonly line: number;
  readonly hash: number;
  /** Number of the place of a sample. */
  readonly place: number;
}

/** Counts lines by their looks, as far as it was told what they mean, and hands on the others. */
export class Counter {
  readonly eye = new Eye();
  /** By number. */
  readonly #places: Place[] = [];

  constructor(
    readonly summary: Summary,
    private readonly options: TriageSetting,
  ) {}

  setPlace(number: number, place: Place): void {
    this.#places[number] = place;
  }

  place(number: number): Place | undefined {
    return this.#places[number];
  }

  /** Takes over what another found out of lines. */
  learn({ plans, places, told }: News): void {
    for (const { number, id, kind, problem } of told)
      this.setPlace(number, { kind, problem, tally: kind && this.summary.tally(id, kind) });
    for (const { shape, plan } of plans) this.eye.setPlan(shape, plan);
    for (const { key, place } of places) this.eye.setPlace(key, place);
  }

  /** Counts the lines of a piece; `left` is told of those that ask for more. */
  take(piece: Piece, left: (line: LineLeft) => void): void {
    const bytes = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.length);
    const { eye } = this;
    const { length } = bytes;
    eye.lay(bytes);
    let line = piece.line;
    for (let start = 0; start < length; line++) {
      let found = eye.next(start, length);
      let { end } = eye;
      let more = 0;
      if (found === PERHAPS_PART) {
        ({ end, more } = endOfRecord(bytes, start));
        found = eye.look(start, end);
      }
      if (found !== BLANK) {
        this.summary.counts.records++;
        this.settle(found, piece.file, { start, end, line, hash: eye.hash }, left);
      }
      start = end + 1;
      line += more;
    }
  }

  /** Looks again at a line that was not known, and lies before the eye. */
  takeAgain(file: string, line: LineLeft, left: (line: LineLeft) => void): void {
    this.settle(this.eye.look(line.start, line.end), file, line, left);
  }

  /** Counts a record by what the eye found of it; `left` is told where more is to be done. */
  settle(
    found: number,
    file: string,
    { start, end, line, hash }: Pick<LineLeft, 'start' | 'end' | 'line' | 'hash'>,
    left: (line: LineLeft) => void,
  ): void {
    const place = this.#places[found];
    if (!place) {
      left({ is: found === CHECKED ? 'told' : 'new', start, end, line, hash, place: UNKNOWN });
      return;
    }
    const { time, duration } = this.eye;
    if (place.kind?.outcome === 'unknown' && this.isListed(time)) {
      left({ is: 'told', start, end, line, hash, place: UNKNOWN });
      return;
    }
    const isSample = this.isSample(place, { file, line }, hash, time);
    this.count(place, file, { time, duration, hash, line });
    if (isSample) left({ is: 'sample', start, end, line, hash, place: found });
  }

  /** @returns whether it was counted: it may lie outside of the time that is asked for */
  count({ kind, tally, problem }: Place, file: string, occurrence: Occurrence): boolean {
    const { summary } = this;
    const { hash, line } = occurrence;
    if (problem) summary.addProblem({ says: problem, count: 1, first: { file, line } });
    if (!kind) return true;
    if (this.#isOutside(occurrence.time)) {
      summary.counts.outside++;
      return false;
    }
    summary.count(kind, tally);
    if (tally?.add(occurrence) && kind.outcome !== 'succeeded')
      tally.keep([{ hash: hashText(hash), source: { file, line } }]);
    return true;
  }

  /** Whether a write of unknown outcome is among those that are listed. */
  isListed(time: number | undefined): boolean {
    return !this.#isOutside(time) && (this.options.listsAll || this.summary.hasRoomFor(time));
  }

  /** Whether an exchange of this hash would be the first sample of its place. */
  isSample(
    { kind, tally }: Place,
    source: { readonly file: string; readonly line: number },
    hash: number,
    time: number | undefined,
  ): boolean {
    if (!tally || kind?.outcome === 'succeeded') return false;
    return tally.isFirst(hash, source) && !this.#isOutside(time);
  }

  #isOutside(time: number | undefined): boolean {
    const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = this.options;
    return time !== undefined && (time < since || time > until);
  }
}
