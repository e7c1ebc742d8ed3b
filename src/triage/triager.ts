import type { Engine } from '../causes/engine.js';
import type { Exchange } from '../exchange/exchange.js';
import { type SecretSettings, secretsIn, secretsOf } from '../exchange/secret.js';
import { Input } from '../input/input.js';
import { secretSettings } from '../mask-for.js';
import { createMask, type Mask } from '../report/mask.js';
import type { UnknownOutcome } from '../report/triage-report.js';
import type { EntrySpan, Piece, StreamProblem } from '../stream/piece.js';
import { readEntries } from '../stream/read-entries.js';
import { Counter, type LineLeft, type News, type Place } from './counter.js';
import { EntryCounter, type EntryLeft } from './entry-counter.js';
import { milliseconds } from './line-clock.js';
import type { LeftOver } from './left-over.js';
import { idOf, keyOf, kindOf, maskKind, whyOf } from './observe.js';
import { Places } from './places.js';
import { type ReadRecord, readRecordLine, readVariant, recordsOf } from './read-record.js';
import { Samples } from './samples.js';
import type { TriageSetting } from './setting.js';
import { Shapes, type Verdict } from './shapes.js';
import type { Summary } from './summary.js';
import type { Occurrence } from './tally.js';
import { unknownOutcome } from './unknown-outcome.js';

/** What became of one piece. */
export interface Counted {
  /** Writes of unknown outcome, in the order of the piece. */
  readonly unknown: readonly UnknownOutcome[];
  readonly records: number;
  /** How many records had to be read. */
  readonly read: number;
}

/** Where a record stands. */
interface At {
  readonly file: string;
  readonly hash: number;
  readonly line: number;
  /** What is to be added to lines and offsets of its input. */
  readonly lines: number;
  readonly bytes: number;
}

/** Counts record after record into a summary: by their looks, or by reading and diagnosing them. */
export class Triager {
  readonly #counter: Counter;
  readonly #entries: EntryCounter;
  readonly #shapes: Shapes;
  readonly #places: Places;
  readonly #secrets: SecretSettings;
  readonly #samples: Samples;
  #unknown: UnknownOutcome[] = [];
  #read = 0;

  /** @param engine with all packs loaded */
  constructor(
    private readonly engine: Engine,
    readonly summary: Summary,
    private readonly options: TriageSetting,
  ) {
    this.#counter = new Counter(summary, options);
    this.#entries = new EntryCounter(this.#counter);
    this.#places = new Places(this.#counter);
    this.#shapes = new Shapes(this.#counter.eye, (text) => this.#verdict(readVariant(text)));
    this.#samples = new Samples(engine, options);
    this.#secrets = secretSettings([...engine.store.packs.values()].map(({ settings }) => settings));
  }

  /** What was learnt since this was asked last, for another thread. */
  news(): News {
    return { ...this.#shapes.news(), told: this.#places.news() };
  }

  async take(piece: Piece): Promise<Counted> {
    const before = this.summary.counts.records;
    if (piece.is === 'lines') {
      const at = { file: piece.file, offset: piece.offset };
      this.#counter.take(piece, (line) => this.#takeLine(piece.bytes, line, at));
    } else if (piece.is === 'entries') {
      const entries: EntryLeft[] = [];
      this.#entries.take(piece, (entry) => entries.push(entry));
      this.#takeEntries(piece, entries);
    } else this.#takeRecords(piece);
    return this.#counted(this.summary.counts.records - before, piece.is === 'entries');
  }

  /** Takes what is left of a piece that another thread took: lines were counted there. */
  async takeLeft(left: LeftOver, file: string): Promise<Counted> {
    if ('piece' in left) {
      const before = this.summary.counts.records;
      this.#takeEntries(left.piece, left.entries);
      return this.#counted(this.summary.counts.records - before, true);
    }
    const { bytes, lines } = left;
    this.#counter.eye.lay(bytes);
    for (const line of lines) {
      const at = { file, offset: line.offset - line.start };
      if (line.is === 'new') this.#counter.takeAgain(file, line, (still) => this.#takeLine(bytes, still, at));
      else this.#takeLine(bytes, line, at);
    }
    return this.#counted(0, false);
  }

  /** Makes the summary complete: what waits to be put into words is. */
  async finish(): Promise<Summary> {
    await this.#samples.tell();
    return this.summary;
  }

  /** @param isDone whether samples must not hold on to the piece */
  async #counted(records: number, isDone: boolean): Promise<Counted> {
    const [unknown, read] = [this.#unknown, this.#read];
    this.#unknown = [];
    this.#read = 0;
    this.summary.addUnknown(unknown);
    if (isDone || this.#samples.areMany) await this.#samples.tell();
    return { unknown, records, read };
  }

  #takeLine(bytes: Uint8Array, left: LineLeft, { file, offset }: { file: string; offset: number }): void {
    const { is, start, end, line, hash } = left;
    const record = Buffer.from(bytes.subarray(start, end));
    const at = { file, hash, line, lines: line - 1, bytes: offset + start };
    if (is === 'sample') {
      const place = this.#counter.place(left.place);
      if (place) this.#addSample(place, at, record);
      return;
    }
    const verdict = this.#takeRecord(readRecordLine(new Input(file, record)), at, record);
    if (verdict) this.#shapes.learn(record, start, end, verdict);
  }

  #takeEntries(piece: Piece, left: readonly EntryLeft[]): void {
    const { file, bytes, line, offset } = piece;
    const input = new Input(file, bytes, 'as it is');
    const problems: StreamProblem[] = [];
    const told = (problem: StreamProblem) => problems.push(problem);
    const at = { file, hash: 0, lines: line - 1, bytes: offset };
    const waiting = new Map<EntrySpan, EntryLeft>();
    for (const { exchange, span, text, whole } of readEntries(
      input,
      piece,
      told,
      this.#toRead(piece, left, waiting),
    )) {
      this.summary.counts.records++;
      const record = { input, exchanges: [exchange], whole };
      const { line = 0 } = waiting.get(span) ?? {};
      const hash = this.#counter.eye.hashOf(bytes.subarray(span.start, span.end));
      const verdict = this.#takeRecord(record, { ...at, hash, line });
      waiting.delete(span);
      if (!verdict || !text) continue;
      this.#counter.eye.lay(text);
      this.#shapes.learn(text, 0, text.length, verdict);
    }
    for (const { says: problem, line } of problems) {
      this.summary.counts.records++;
      this.#takeRecord({ input, exchanges: [], problem }, { ...at, line });
    }
  }

  /** Where the entries stand that are still to be read when their turn comes. */
  *#toRead(
    piece: Piece,
    left: readonly EntryLeft[],
    waiting: Map<EntrySpan, EntryLeft>,
  ): Generator<EntrySpan> {
    for (const entry of left) {
      const still: EntryLeft[] = [];
      if (entry.is === 'new') this.#entries.takeAgain(piece, entry, (one) => still.push(one));
      else still.push(entry);
      for (const one of still) {
        if (one.is === 'sample') this.#addSampleOfEntry(piece, one);
        else {
          waiting.set(one.span, one);
          yield one.span;
        }
      }
    }
  }

  #addSampleOfEntry(piece: Piece, { place: number, span, hash, line }: EntryLeft): void {
    const place = this.#counter.place(number);
    const input = new Input(piece.file, piece.bytes, 'as it is');
    const [read] = readEntries(input, piece, () => {}, [span]);
    const { file, line: first, offset: bytes } = piece;
    if (place && read)
      this.#addSample(
        place,
        { file, hash, line, lines: first - 1, bytes },
        { input, exchange: read.exchange },
      );
  }

  #takeRecords(piece: Piece): void {
    const { file, bytes } = piece;
    for (const record of recordsOf(piece)) {
      this.summary.counts.records++;
      const [{ start, end } = { start: 0, end: bytes.length }] = record.exchanges[0]?.at.spans ?? [];
      const hash = this.#counter.eye.hashOf(bytes.subarray(start, end));
      this.#takeRecord(record, { file, hash, line: record.input.lineAt(start), lines: 0, bytes: 0 });
    }
  }

  /**
   * @param line its bytes, if it is a line; otherwise it is part of an input
   * @returns what is to be remembered of records like it; undefined where each has to be read
   */
  #takeRecord(record: ReadRecord, at: At, line?: Buffer): Verdict | undefined {
    const { input, exchanges, problem, whole } = record;
    let verdict: Verdict | undefined;
    this.#read++;
    for (const exchange of exchanges) {
      const diagnosis = this.engine.diagnose(exchange, this.options);
      if (whole && diagnosis.outcome !== 'succeeded') {
        const all = whole();
        if (all) this.#takeRecord({ input, exchanges: [all] }, at);
        return undefined;
      }
      const kind = kindOf(diagnosis);
      const key = keyOf(kind);
      let made: Mask | undefined;
      const mask = () => {
        made ??= this.#maskOf(input, exchange, line !== undefined);
        return made;
      };
      const { place, number } = this.#places.of(key, () => ({ id: idOf(key), kind: maskKind(kind, mask()) }));
      const occurrence: Occurrence = { ...timeOf(exchange), hash: at.hash, line: at.line };
      const isSample = this.#counter.isSample(place, at, at.hash, occurrence.time);
      // Also of what lies outside of the time that is asked for, which may be most of a log.
      verdict = { key, why: whyOf(kind), ...occurrence, place: number };
      if (!this.#counter.count(place, at.file, occurrence)) continue;
      if (isSample) this.#addSample(place, at, line ?? { input, exchange });
      if (kind.outcome === 'unknown' && this.#counter.isListed(occurrence.time))
        this.#unknown.push(unknownOutcome(diagnosis, { file: at.file, line: at.line }, mask()));
    }
    if (exchanges.length > 0) return exchanges.length === 1 ? verdict : undefined;
    const said = problem ?? '';
    const { place, number } = this.#places.of(said, () => ({ id: '', problem }));
    const occurrence = { time: undefined, duration: undefined, hash: at.hash, line: at.line };
    this.#counter.count(place, at.file, occurrence);
    return { ...NOTHING, key: said, why: said, place: number };
  }

  /** What a line that is only looked at would count as. */
  #verdict({ exchanges: [exchange, ...others], problem }: ReadRecord): Verdict {
    if (!exchange || others.length > 0)
      return { ...NOTHING, key: others.length > 0 ? 'several' : (problem ?? '') };
    return {
      ...NOTHING,
      key: keyOf(kindOf(this.engine.diagnose(exchange, this.options))),
      ...timeOf(exchange),
    };
  }

  /** @param record a line, which is read again as late as it is needed; or what was read */
  #addSample(
    { tally }: Place,
    at: At,
    record: Buffer | { readonly input: Input; readonly exchange: Exchange },
  ): void {
    if (!tally) return;
    const isLine = Buffer.isBuffer(record);
    this.#samples.add(tally, {
      ...at,
      size: isLine ? record.length : record.input.bytes.length,
      read: () => {
        const input = isLine ? new Input(at.file, record) : record.input;
        const exchange = isLine ? readRecordLine(input).exchanges[0] : record.exchange;
        return exchange && { input, exchange, mask: this.#maskOf(input, exchange, isLine) };
      },
    });
  }

  /** @param isLine whether the whole input tells of the exchange */
  #maskOf(input: Input, exchange: Exchange, isLine: boolean): Mask {
    const text = isLine ? input.text() : textOf(input, exchange);
    return createMask([...secretsOf(exchange, this.#secrets), ...secretsIn(text)]);
  }
}

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

/** The text that holds all that can be told of an exchange among others. */
function textOf(input: Input, exchange: Exchange): string {
  const spans = [...exchange.hops, exchange].flatMap(({ at }) => at.spans);
  return spans.map((span) => input.text(span)).join('\n');
}
