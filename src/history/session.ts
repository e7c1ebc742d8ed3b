import type { Exchange } from '../exchange/exchange.js';
import type { Facts } from '../facts/facts.js';
import { groupBy } from '../group-by.js';
import { Entry } from './entry.js';

/** Entries that a session looks back on: the latest ones. */
export const REMEMBERED = 10_000;

const NONE: readonly Entry[] = [];

/** Before this a time is one of day only: curl's --trace-time has no date. */
const EARLIEST = Date.UTC(1991, 0);

/**
 * The exchanges of one input in the order of their times. The order in the file means nothing: logs of several workers
 * are mixed, and exporters sort as they like. What has no time is before or after nothing, and neither are two that
 * have the same. One clock orders all: that of the recorder, or that of the server (the answers' `Date`) where more
 * exchanges have it. Nothing is computed before somebody asks.
 */
export class Session {
  #entries: ReadonlyMap<Exchange, Entry> | undefined;
  #ordered: readonly Entry[] | undefined;
  readonly #groups = new Map<string, ReadonlyMap<string | undefined, readonly Entry[]>>();

  /** @param factsOf the facts of an exchange by the settings of its own pack */
  constructor(
    private readonly exchanges: readonly Exchange[],
    private readonly factsOf: (exchange: Exchange) => Facts,
  ) {}

  /** How many are looked back on, where there are more. */
  get bounded(): number | undefined {
    return this.exchanges.length > REMEMBERED ? REMEMBERED : undefined;
  }

  /** What is known of an exchange; undefined for one that lies too far back. */
  entry(exchange: Exchange): Entry | undefined {
    this.#entries ??= this.#read();
    return this.#entries.get(exchange);
  }

  /** All that have a time, earliest first. */
  get ordered(): readonly Entry[] {
    this.#entries ??= this.#read();
    this.#ordered ??= [...this.#entries.values()]
      .filter(({ time }) => time !== undefined)
      .sort((a, b) => (a.time as number) - (b.time as number));
    return this.#ordered;
  }

  /**
   * Entries that share something, earliest first.
   *
   * @param name of the index, which is made once
   * @param key what they share; nothing is shared by undefined
   */
  sharing(
    name: string,
    keyOf: (entry: Entry) => string | undefined,
    key: string | undefined,
  ): readonly Entry[] {
    let groups = this.#groups.get(name);
    if (!groups) {
      groups = groupBy(this.ordered, keyOf);
      this.#groups.set(name, groups);
    }
    return (key === undefined ? undefined : groups.get(key)) ?? NONE;
  }

  #read(): ReadonlyMap<Exchange, Entry> {
    const recorded = this.exchanges.map(({ time }) => moment(time?.start ?? time?.end));
    const served = this.exchanges.map(({ response }) =>
      moment(Date.parse(response?.headers.get('date')?.value ?? '')),
    );
    const times = captured(served) > captured(recorded) ? served : recorded;
    const entries = this.exchanges.map((exchange, index) => new Entry(exchange, times[index], this.factsOf));
    const kept =
      entries.length > REMEMBERED
        ? entries.sort((a, b) => (b.time ?? 0) - (a.time ?? 0)).slice(0, REMEMBERED)
        : entries;
    return new Map(kept.map((entry) => [entry.exchange, entry]));
  }
}

/** Index of the first of a list, earliest first, that is not before a time. */
export function firstFrom(list: readonly { readonly time: number | undefined }[], time: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.time as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function moment(time: number | undefined): number | undefined {
  return time !== undefined && time > EARLIEST ? time : undefined;
}

function captured(times: readonly (number | undefined)[]): number {
  return times.filter((time) => time !== undefined).length;
}
