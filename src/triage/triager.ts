import type { Engine } from '../causes/engine.js';
import type { Exchange } from '../exchange/exchange.js';
import { type SecretSettings, secretsIn, secretsOf } from '../exchange/secret.js';
import { Input } from '../input/input.js';
import { secretSettings } from '../mask-for.js';
import { createMask, type Mask } from '../report/mask.js';
import { GROUPS_KEPT, type UnknownOutcome } from '../report/triage-report.js';
import type { Piece } from '../stream/piece.js';
import { endOfRecord, isBlank } from './line-bounds.js';
import { type Clock, milliseconds } from './line-clock.js';
import { idOf, type Kind, keyOf, kindOf, maskKind, whyOf } from './observe.js';
import { type ReadRecord, readRecordLine, recordsOf } from './read-record.js';
import { LineScan } from './scan-line.js';
import { Shapes, type Verdict } from './shapes.js';
import { Samples } from './samples.js';
import type { TriageSetting } from './setting.js';
import type { Summary } from './summary.js';
import { hashText, type Occurrence, type Tally } from './tally.js';
import { unknownOutcome } from './unknown-outcome.js';

const HASHED = 4096;

/** What all lines with the same deciding words come to: where their exchange is counted, or why there is none. */
interface Place {
  readonly kind?: Kind;
  readonly tally?: Tally | undefined;
  readonly problem?: string | undefined;
}

/** Counts record after record into a summary. */
export class Triager {
  readonly #scan = new LineScan();
  readonly #shapes = new Shapes<Place>((line) => this.#verdict(readRecordLine(new Input('', line))));
  /** By key of the kind, or by the problem where there is no exchange. */
  readonly #places = new Map<string, Place>();
  readonly #secrets: SecretSettings;
  readonly #samples: Samples;
  #unknown: UnknownOutcome[] = [];

  /** @param engine with all packs loaded */
  constructor(
    private readonly engine: Engine,
    readonly summary: Summary,
    private readonly options: TriageSetting,
  ) {
    this.#samples = new Samples(engine);
    this.#secrets = secretSettings([...engine.store.packs.values()].map(({ settings }) => settings));
  }

  /** @returns the writes of unknown outcome in the piece, in its order */
  async take(piece: Piece): Promise<readonly UnknownOutcome[]> {
    this.#unknown = [];
    if (piece.is === 'lines') this.#takeLines(piece);
    else this.#takeRecords(piece);
    // The entries of a HAR keep their whole piece in memory.
    if (piece.is !== 'lines' || this.#samples.areMany) await this.#samples.tell();
    this.summary.addUnknown(this.#unknown);
    return this.#unknown;
  }

  /** Makes the summary complete: what waits to be put into words is. */
  async finish(): Promise<Summary> {
    await this.#samples.tell();
    return this.summary;
  }

  #takeLines(piece: Piece): void {
    const bytes = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const scan = this.#scan;
    let line = piece.line;
    for (let start = 0; start < bytes.length; line++) {
      const { end, more } = endOfRecord(bytes, start);
      if (!isBlank(bytes, start, end)) {
        this.summary.counts.records++;
        scan.read(bytes, view, start, end);
        const { hash } = scan;
        let known = this.#shapes.known(view, scan);
        const isNew = !known && this.#shapes.isNew(scan);
        if (isNew) {
          scan.read(bytes, view, start, end, true);
          known = this.#shapes.known(view, scan);
        }
        const time = known && readingOf(bytes, scan, known.clock.time);
        if (known && !this.#isTold(known.place, hash, time)) {
          const duration = readingOf(bytes, scan, known.clock.duration);
          this.#count(known.place, piece, { time, duration, hash, line });
        } else {
          const record = readRecordLine(new Input(piece.file, Buffer.from(bytes.subarray(start, end))));
          const at = { hash, line, lines: line - 1, bytes: piece.offset + start };
          const verdict = this.#takeRecord(record, piece, at);
          if (!known && verdict) {
            if (isNew) {
              this.#shapes.learn(bytes, view, start, end, scan, verdict, PATIENCE_WITH_NAMES);
              scan.read(bytes, view, start, end);
            }
            this.#shapes.learn(bytes, view, start, end, scan, verdict, PATIENCE);
          }
        }
      }
      start = end + 1;
      line += more;
    }
  }

  #takeRecords(piece: Piece): void {
    const { bytes, line } = piece;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (const record of recordsOf(piece)) {
      this.summary.counts.records++;
      const [{ start, end } = { start: 0, end: bytes.length }] = record.exchanges[0]?.at.spans ?? [];
      this.#takeRecord(record, piece, {
        hash: this.#hashOf(bytes, view, start, end),
        line: record.line ?? line - 1 + record.input.lineAt(start),
        lines: line - 1,
        bytes: piece.offset,
      });
    }
  }

  /** Of a record's beginning and end: pages and pictures between them tell nothing that these do not. */
  #hashOf(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const scan = this.#scan;
    scan.read(bytes, view, start, Math.min(end, start + HASHED));
    const { hash } = scan;
    if (end - start <= HASHED) return hash;
    scan.read(bytes, view, Math.max(start + HASHED, end - HASHED), end);
    return (hash + scan.hash) % Number.MAX_SAFE_INTEGER;
  }

  /** @returns what is to be remembered of records like it; undefined where each has to be read */
  #takeRecord(
    { input, exchanges, problem }: ReadRecord,
    piece: Piece,
    at: { hash: number; line: number; lines: number; bytes: number },
  ): Verdict<Place> | undefined {
    let verdict: Verdict<Place> | undefined;
    const { is, file } = piece;
    for (const exchange of exchanges) {
      const diagnosis = this.engine.diagnose(exchange, this.options);
      const kind = kindOf(diagnosis);
      const key = keyOf(kind);
      let mask: Mask | undefined;
      const masked = () => {
        mask ??= createMask([
          ...secretsOf(exchange, this.#secrets),
          ...secretsIn(textOf(input, exchange, is)),
        ]);
        return mask;
      };
      const place = this.#place(key, () => ({
        kind,
        tally: this.summary.tally(idOf(key), maskKind(kind, masked())),
      }));
      const occurrence: Occurrence = { ...timeOf(exchange), hash: at.hash, line: at.line };
      const isSample = this.#isSample(place, at.hash, occurrence.time);
      if (!this.#count(place, piece, occurrence)) continue;
      if (place.tally && isSample)
        this.#samples.add(place.tally, { ...at, file, diagnosis, input, mask: masked });
      if (kind.outcome === 'unknown' && this.#isListed(occurrence.time))
        this.#unknown.push(unknownOutcome(diagnosis, { file, line: at.line }, masked()));
      verdict = exchanges.length === 1 ? { key, why: whyOf(kind), ...occurrence, place } : undefined;
    }
    if (exchanges.length > 0) return verdict;
    const place = this.#place(problem ?? '', () => ({ problem }));
    this.#count(place, piece, { time: undefined, duration: undefined, hash: at.hash, line: at.line });
    return { ...NOTHING, key: problem ?? '', why: problem ?? '', place };
  }

  /** @returns whether it was counted: it may lie outside of the time that is asked for */
  #count({ kind, tally, problem }: Place, { file }: Piece, occurrence: Occurrence): boolean {
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

  /** What a line that is only looked at would count as. */
  #verdict({ exchanges: [exchange, ...others], problem }: ReadRecord): Verdict<Place> {
    if (!exchange || others.length > 0)
      return { ...NOTHING, key: others.length > 0 ? 'several' : (problem ?? '') };
    return {
      ...NOTHING,
      key: keyOf(kindOf(this.engine.diagnose(exchange, this.options))),
      ...timeOf(exchange),
    };
  }

  /** Whether an exchange has to be read because it is told by itself. */
  #isTold(place: Place, hash: number, time: number | undefined): boolean {
    return this.#isSample(place, hash, time) || (place.kind?.outcome === 'unknown' && this.#isListed(time));
  }

  /** Whether a write of unknown outcome is among those that are listed. */
  #isListed(time: number | undefined): boolean {
    return this.options.listsAll || this.summary.hasRoomFor(time);
  }

  #isSample({ kind, tally }: Place, hash: number, time: number | undefined): boolean {
    return Boolean(tally && kind?.outcome !== 'succeeded' && tally.isFirst(hash) && !this.#isOutside(time));
  }

  #isOutside(time: number | undefined): boolean {
    const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = this.options;
    return time !== undefined && (time < since || time > until);
  }

  #place(key: string, make: () => Place): Place {
    const place = this.#places.get(key) ?? make();
    if (this.#places.size < PLACES_KEPT) this.#places.set(key, place);
    return place;
  }
}

/** What became of one piece. */
export interface Counted {
  /** Writes of unknown outcome, in the order of the piece. */
  readonly unknown: readonly UnknownOutcome[];
  readonly records: number;
}

export async function countPiece(triager: Triager, piece: Piece): Promise<Counted> {
  const before = triager.summary.counts.records;
  const unknown = await triager.take(piece);
  return { unknown, records: triager.summary.counts.records - before };
}

/** Most shapes that come once come never again; those in which names are folded are needed for few lines. */
const PATIENCE = 2;
const PATIENCE_WITH_NAMES = 8;

/** All groups and all traffic that are counted apart, and some of the rest. */
const PLACES_KEPT = 3 * GROUPS_KEPT;
const NOTHING = { why: '', time: undefined, duration: undefined, place: undefined };

function timeOf({ time }: Exchange): Pick<Occurrence, 'time' | 'duration'> {
  const { start, end } = time ?? {};
  const at = start ?? end;
  const took = start !== undefined && end !== undefined ? milliseconds(end - start) : undefined;
  return {
    time: at === undefined ? undefined : milliseconds(at),
    duration: took !== undefined && took >= 0 ? took : undefined,
  };
}

function readingOf(bytes: Buffer, { words }: LineScan, reading: Clock['time']): number | undefined {
  if (!reading) return undefined;
  return reading.parse(bytes.toString('latin1', words[2 * reading.first], words[2 * reading.last + 1]));
}

/** The text that holds all that can be told of an exchange. */
function textOf(input: Input, exchange: Exchange, is: Piece['is']): string {
  if (is !== 'entries') return input.text();
  const spans = [...exchange.hops, exchange].flatMap(({ at }) => at.spans);
  return spans.map((span) => input.text(span)).join('\n');
}
