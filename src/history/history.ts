import type { Exchange } from '../exchange/exchange.js';
import { type Fact, known, notCollected, notInCapture } from '../facts/fact.js';
import type { Facts } from '../facts/facts.js';
import { attemptOf, blindRepeat, exactWaits, retriedUnchanged } from './attempts.js';
import { allRefused, otherWorks, workedUntil } from './credentials.js';
import type { Entry } from './entry.js';
import { issuedBy } from './issued.js';
import { keyOutlived, keyReuse } from './key-reuse.js';
import { recollect } from './remembered.js';
import { Session } from './session.js';
import { timestampReused } from './timestamp-reuse.js';
import { sentTooEarly } from './too-early.js';
import { windowBefore } from './window.js';

const READERS = {
  keyReuse,
  keyOutlived,
  workedUntil,
  allRefused,
  otherWorks,
  attempt: attemptOf,
  timestampReused,
  blindRepeat,
  retriedUnchanged,
  exactWaits,
  tooEarly: sentTooEarly,
  window: windowBefore,
} satisfies Record<string, (session: Session, now: Entry, time: number) => unknown>;

export type Question = keyof typeof READERS;
export type Answer<Q extends Question> = ReturnType<(typeof READERS)[Q]>;

/** What the other exchanges of an input tell about one of them: what facts of the group `history` ask. */
export class History {
  readonly #session: Session;

  /** @param factsOf the facts of an exchange by the settings of its own pack */
  constructor(exchanges: readonly Exchange[], factsOf: (exchange: Exchange) => Facts) {
    this.#session = new Session(exchanges, factsOf);
  }

  /** How many exchanges are looked back on, where the input holds more. */
  get bounded(): number | undefined {
    return this.#session.bounded;
  }

  /** The answer to a question about an exchange; undefined where nothing was found. */
  ask(exchange: Exchange, question: Question): Fact {
    return this.#about(exchange, (now, time) =>
      known((READERS[question] as (...of: unknown[]) => unknown)(this.#session, now, time)),
    );
  }

  /** What earlier calls showed of something that the pack remembers: a `Recollection`. */
  recollect(exchange: Exchange, name: string): Fact {
    return this.#about(exchange, (now, time) => {
      const found = recollect(this.#session, now, time, name);
      return found ? known(found) : notInCapture(`which ${name} the request is about`);
    });
  }

  /** The call whose answer first held a text: an `Entry`, and the seconds since. */
  issued(exchange: Exchange, text: string): Fact {
    return this.#about(exchange, (now, time) => {
      const entry = issuedBy(this.#session, now, time, text);
      return known(entry && { entry, since: (time - (entry.time as number)) / 1000 });
    });
  }

  #about(exchange: Exchange, answer: (now: Entry, time: number) => Fact): Fact {
    const now = this.#session.entry(exchange);
    if (!now) return notInCapture('what happened before');
    if (now.time === undefined)
      return notCollected(
        'the order of the calls',
        'capture them with their times: a HAR, or log lines with a time each',
      );
    return answer(now, now.time);
  }
}
