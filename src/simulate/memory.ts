import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import { Headers, header } from '../exchange/headers.js';
import { at } from '../exchange/place.js';
import { Facts } from '../facts/facts.js';
import { History } from '../history/history.js';
import type { Answer } from './answer.js';
import { isKept } from './success.js';

/** Calls that are looked back on: the latest ones. */
const REMEMBERED = 200;

/** The calls of a stand-in with their answers, as a session that facts of the group `history` look at. */
export class Memory {
  readonly #calls: Exchange[] = [];

  constructor(private readonly pack: PackSettings) {}

  /** What the calls before it tell of a call; undefined where the pack remembers nothing. */
  before(exchange: Exchange): History | undefined {
    if (!this.pack.remembers || this.#calls.length === 0) return undefined;
    const history: History = new History(
      [...this.#calls, exchange],
      (one) => new Facts(one, this.pack, { history }),
    );
    return history;
  }

  /** Keeps a call with the answer that it got. */
  keep(exchange: Exchange, { status, headers, body }: Answer): void {
    if (!this.pack.remembers || !isKept(exchange.request)) return;
    if (this.#calls.length >= REMEMBERED) this.#calls.shift();
    // Before the next call, even where that comes within the same millisecond.
    const time = (exchange.time?.start ?? 0) - 0.5;
    this.#calls.push({
      ...exchange,
      time: { start: time, end: time },
      response: {
        status,
        headers: new Headers(
          headers.map(([name, value]) => header(name, value)),
          'all',
        ),
        body: { is: 'bytes', wire: Buffer.from(body), exact: true, at: at(0, 0) },
      },
    });
  }
}
