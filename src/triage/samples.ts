import type { Engine } from '../causes/engine.js';
import type { Diagnosis } from '../diagnose.js';
import type { Input } from '../input/input.js';
import type { Mask } from '../report/mask.js';
import { maskDiagnosis } from '../report/mask-report.js';
import { shifted } from './shift-positions.js';
import { hashText, type Tally } from './tally.js';

/** An exchange that may be told in full. */
export interface Sample {
  readonly hash: number;
  readonly file: string;
  readonly line: number;
  readonly diagnosis: Diagnosis;
  readonly input: Input;
  /** What is to be added to lines and offsets of `input`. */
  readonly lines: number;
  readonly bytes: number;
  readonly mask: () => Mask;
}

/** More that wait would fill the memory. */
const WAITING = 200;

/** The first sample of each tally, which is put into words late: most are not the first for long. */
export class Samples {
  readonly #waiting = new Map<Tally, Sample>();

  constructor(private readonly engine: Engine) {}

  add(tally: Tally, sample: Sample): void {
    const before = this.#waiting.get(tally);
    if (!before || sample.hash < before.hash) this.#waiting.set(tally, sample);
  }

  get areMany(): boolean {
    return this.#waiting.size > WAITING;
  }

  async tell(): Promise<void> {
    for (const [tally, { hash, file, line, diagnosis, input, lines, bytes, mask }] of this.#waiting) {
      const report = await this.engine.describe(diagnosis, { input, entry: 1 });
      const told = shifted(maskDiagnosis(report, mask()), { lines, bytes });
      tally.keep([{ hash: hashText(hash), source: { file, line }, diagnosis: told }]);
    }
    this.#waiting.clear();
  }
}
