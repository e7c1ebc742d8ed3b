import { type SampleReport, SAMPLES_KEPT } from '../report/triage-report.js';
import { Durations, Times } from './histogram.js';
import type { Kind } from './observe.js';

/** One exchange as it is counted. */
export interface Occurrence {
  /** Epoch milliseconds by the recorder's clock. */
  readonly time: number | undefined;
  /** Milliseconds. */
  readonly duration: number | undefined;
  /** Of the recorded bytes; up to 53 bits. */
  readonly hash: number;
  /** Line in its file, from 1. */
  readonly line: number;
}

/** Everything that is counted of exchanges of one kind. */
export class Tally {
  count = 0;
  first: number | undefined;
  last: number | undefined;
  readonly times = new Times();
  readonly durations = new Durations();
  /** Those of the lowest hash, lowest first. */
  samples: readonly SampleReport[] = [];
  /** No higher hash is kept. */
  #bound = Number.POSITIVE_INFINITY;
  #lowest = Number.POSITIVE_INFINITY;

  constructor(
    readonly id: string,
    readonly kind: Kind,
  ) {}

  /** @returns whether its hash is among the lowest, so that the exchange is worth keeping as a sample */
  add({ time, duration, hash }: Occurrence): boolean {
    this.count++;
    if (time !== undefined) {
      if (this.first === undefined || time < this.first) this.first = time;
      if (this.last === undefined || time > this.last) this.last = time;
      this.times.add(time);
    }
    if (duration !== undefined) this.durations.add(duration);
    return hash <= this.#bound;
  }

  /** Keeps samples as far as they are of the lowest hash; of equal hashes, which are equal records, that which stands first. */
  keep(samples: readonly SampleReport[]): void {
    const all = [...this.samples, ...samples].sort(bySample);
    this.samples = all
      .filter(({ hash }, index) => hash !== all[index - 1]?.hash)
      .slice(0, SAMPLES_KEPT)
      .map(({ diagnosis, ...sample }, index) =>
        index === 0 && diagnosis ? { ...sample, diagnosis } : sample,
      );
    if (this.samples[0]) this.#lowest = Number.parseInt(this.samples[0].hash, 16);
    const last = this.samples[SAMPLES_KEPT - 1];
    if (last) this.#bound = Number.parseInt(last.hash, 16);
  }

  /** Whether an exchange of this hash would be the first sample, which alone is told in full. */
  isFirst(hash: number, source: SampleReport['source']): boolean {
    if (hash !== this.#lowest) return hash < this.#lowest;
    const [first] = this.samples;
    return first !== undefined && byPlace(source, first.source) < 0;
  }
}

/** A hash as it is written; of one length, so that text and number have one order. */
export function hashText(hash: number): string {
  return hash.toString(16).padStart(14, '0');
}

function bySample(one: SampleReport, other: SampleReport): number {
  if (one.hash !== other.hash) return one.hash < other.hash ? -1 : 1;
  const told = Number(other.diagnosis !== undefined) - Number(one.diagnosis !== undefined);
  return byPlace(one.source, other.source) || told;
}

/** In the order in which a report names places: threads may come to them in another. */
export function byPlace(one: SampleReport['source'], other: SampleReport['source']): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;
}
