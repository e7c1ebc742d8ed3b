import type { Engine } from '../causes/engine.js';
import type { Exchange } from '../exchange/exchange.js';
import { type SecretSettings, secretsIn, secretsOf } from '../exchange/secret.js';
import { Input } from '../input/input.js';
import { secretSettings } from '../mask-for.js';
import { createMask, type Mask } from '../report/mask.js';
import { GROUPS_KEPT, type UnknownOutcome } from '../report/triage-report.js';
import type { Piece } from '../stream/piece.js';
import { Counter, type LineLeft, type News, type Place, type PlaceTold } from './counter.js';
import { milliseconds } from './line-clock.js';
import { idOf, keyOf, kindOf, maskKind, whyOf } from './observe.js';
import { type ReadRecord, readRecordLine, recordsOf } from './read-record.js';
import { Samples } from './samples.js';
import type { TriageSetting } from './setting.js';
import { Shapes, type Verdict } from './shapes.js';
import type { Summary } from './summary.js';
import type { Occurrence } from './tally.js';
import { unknownOutcome } from './unknown-outcome.js';

/** Lines of a piece that another thread left over. */
export interface LeftOver {
  readonly bytes: Uint8Array;
  /** Where they stand in these bytes, and in the file. */
  readonly lines: readonly (LineLeft & { readonly offset: number })[];
}

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
  readonly #shapes: Shapes;
  /** Of places, by key of the kind, or by the problem where there is no exchange. */
  readonly #numbers = new Map<string, number>();
  readonly #secrets: SecretSettings;
  readonly #samples: Samples;
  #unknown: UnknownOutcome[] = [];
  #read = 0;
  #told: PlaceTold[] = [];

  /** @param engine with all packs loaded */
  constructor(
    private readonly engine: Engine,
    readonly summary: Summary,
    private readonly options: TriageSetting,
  ) {
    this.#counter = new Counter(summary, options);
    this.#shapes = new Shapes(this.#counter.eye, (line) =>
      this.#verdict(readRecordLine(new Input('', line))),
    );
    this.#samples = new Samples(engine, options);
    this.#secrets = secretSettings([...engine.store.packs.values()].map(({ settings }) => settings));
  }

  /** What was learnt since this was asked last, for another thread. */
  news(): News {
    const told = this.#told;
    this.#told = [];
    return { ...this.#shapes.news(), told };
  }

  async take(piece: Piece): Promise<Counted> {
    const before = this.summary.counts.records;
    if (piece.is === 'lines') {
      const at = { file: piece.file, offset: piece.offset };
      this.#counter.take(piece, (line) => this.#takeLine(piece.bytes, line, at));
    } else this.#takeRecords(piece);
    return this.#counted(this.summary.counts.records - before);
  }

  /** Takes what is left of a piece that another thread took: that counted the records. */
  async takeLeft({ bytes, lines }: LeftOver, file: string): Promise<Counted> {
    this.#counter.eye.lay(bytes);
    for (const line of lines) {
      const at = { file, offset: line.offset - line.start };
      if (line.is === 'new') this.#counter.takeAgain(file, line, (still) => this.#takeLine(bytes, still, at));
      else this.#takeLine(bytes, line, at);
    }
    return this.#counted(0);
  }

  /** Makes the summary complete: what waits to be put into words is. */
  async finish(): Promise<Summary> {
    await this.#samples.tell();
    return this.summary;
  }

  async #counted(records: number): Promise<Counted> {
    const [unknown, read] = [this.#unknown, this.#read];
    this.#unknown = [];
    this.#read = 0;
    this.summary.addUnknown(unknown);
    if (this.#samples.areMany) await this.#samples.tell();
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

  #takeRecords(piece: Piece): void {
    const { file, bytes, line, offset } = piece;
    for (const record of recordsOf(piece)) {
      this.summary.counts.records++;
      const [{ start, end } = { start: 0, end: bytes.length }] = record.exchanges[0]?.at.spans ?? [];
      const at = {
        file,
        hash: this.#hashOf(bytes, start, end),
        line: record.line ?? line - 1 + record.input.lineAt(start),
        lines: line - 1,
        bytes: offset,
      };
      this.#takeRecord(record, at);
    }
  }

  /** Of a record's beginning and end: pages and pictures between them tell nothing that these do not. */
  #hashOf(bytes: Uint8Array, start: number, end: number): number {
    const { eye } = this.#counter;
    const hash = eye.hashOf(bytes.subarray(start, Math.min(end, start + HASHED)));
    if (end - start <= HASHED) return hash;
    const rest = eye.hashOf(bytes.subarray(Math.max(start + HASHED, end - HASHED), end));
    return (hash + rest) % Number.MAX_SAFE_INTEGER;
  }

  /**
   * @param line its bytes, if it is a line; otherwise it is part of an input
   * @returns what is to be remembered of records like it; undefined where each has to be read
   */
  #takeRecord(record: ReadRecord, at: At, line?: Buffer): Verdict | undefined {
    const { input, exchanges, problem } = record;
    let verdict: Verdict | undefined;
    this.#read++;
    for (const exchange of exchanges) {
      const diagnosis = this.engine.diagnose(exchange, this.options);
      const kind = kindOf(diagnosis);
      const key = keyOf(kind);
      let made: Mask | undefined;
      const mask = () => {
        made ??= this.#maskOf(input, exchange, line !== undefined);
        return made;
      };
      const { place, number } = this.#placeOf(key, () => ({ id: idOf(key), kind: maskKind(kind, mask()) }));
      const occurrence: Occurrence = { ...timeOf(exchange), hash: at.hash, line: at.line };
      const isSample = this.#counter.isSample(place, at.hash, occurrence.time);
      if (!this.#counter.count(place, at.file, occurrence)) continue;
      if (isSample) this.#addSample(place, at, line ?? { input, exchange });
      if (kind.outcome === 'unknown' && this.#counter.isListed(occurrence.time))
        this.#unknown.push(unknownOutcome(diagnosis, { file: at.file, line: at.line }, mask()));
      verdict = { key, why: whyOf(kind), ...occurrence, place: number };
    }
    if (exchanges.length > 0) return exchanges.length === 1 ? verdict : undefined;
    const said = problem ?? '';
    const { place, number } = this.#placeOf(said, () => ({ id: '', problem }));
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

  #placeOf(
    key: string,
    make: () => Omit<PlaceTold, 'number'>,
  ): { readonly place: Place; readonly number: number | undefined } {
    const known = this.#numbers.get(key);
    const present = known === undefined ? undefined : this.#counter.place(known);
    if (present) return { place: present, number: known };
    const { id, kind, problem } = make();
    const place = { kind, problem, tally: kind && this.summary.tally(id, kind) };
    if (this.#numbers.size >= PLACES_KEPT) return { place, number: undefined };
    const number = this.#numbers.size + 1;
    this.#numbers.set(key, number);
    this.#counter.setPlace(number, place);
    this.#told.push({ number, id, kind, problem });
    return { place, number };
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

/** So much of a long record's beginning, and of its end. */
const HASHED = 4096;
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

/** The text that holds all that can be told of an exchange among others. */
function textOf(input: Input, exchange: Exchange): string {
  const spans = [...exchange.hops, exchange].flatMap(({ at }) => at.spans);
  return spans.map((span) => input.text(span)).join('\n');
}
