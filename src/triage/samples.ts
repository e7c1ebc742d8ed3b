import type { Engine } from '../causes/engine.js';
import type { DiagnoseOptions } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Input } from '../input/input.js';
import type { Mask } from '../report/mask.js';
import { maskDiagnosis } from '../report/mask-report.js';
import { shifted } from './shift-positions.js';
import { byPlace, hashText, type Tally } from './tally.js';

/** An exchange that may be told in full. */
export interface Sample {
  readonly hash: number;
  readonly file: string;
  readonly line: number;
  /** What is to be added to lines and offsets of the input. */
  readonly lines: number;
  readonly bytes: number;
  /** How many bytes it holds until then. */
  readonly size: number;
  /** Reads it, as late as it is known that it is needed. */
  readonly read: () =>
    | { readonly input: Input; readonly exchange: Exchange; readonly mask: Mask }
    | undefined;
}

/** More that wait would fill the memory. */
const WAITING = 200;
const BYTES_WAITING = 2_000_000;

/** The first sample of each tally, which is read and put into words late: most are not the first for long. */
export class Samples {
  #waiting = new Map<Tally, Sample>();
  #bytes = 0;

  constructor(
    private readonly engine: Engine,
    private readonly options: DiagnoseOptions,
  ) {}

  add(tally: Tally, sample: Sample): void {
    const before = this.#waiting.get(tally);
    if (before && (before.hash - sample.hash || byPlace(before, sample)) <= 0) return;
    this.#waiting.set(tally, sample);
    this.#bytes += sample.size - (before?.size ?? 0);
  }

  get areMany(): boolean {
    return this.#waiting.size > WAITING || this.#bytes > BYTES_WAITING;
  }

  async tell(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    this.#bytes = 0;
    for (const [tally, { hash, file, line, read, lines, bytes }] of waiting) {
      const record = read();
      if (!record) continue;
      const { input, exchange, mask } = record;
      const diagnosis = this.engine.diagnose(exchange, this.options);
      const report = await this.engine.describe(diagnosis, { input, entry: 1 });
      const told = shifted(maskDiagnosis(report, mask), { lines, bytes });
      tally.keep([{ hash: hashText(hash), source: { file, line }, diagnosis: told }]);
    }
  }
}
