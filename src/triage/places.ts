import { GROUPS_KEPT } from '../report/triage-report.js';
import type { Counter, Place, PlaceTold } from './counter.js';

/** All groups and all traffic that are counted apart, and some of the rest. */
const PLACES_KEPT = 3 * GROUPS_KEPT;

/** Gives places their numbers, by which known lines are counted. */
export class Places {
  /** By key of the kind, or by the problem where there is no exchange. */
  readonly #numbers = new Map<string, number>();
  #told: PlaceTold[] = [];

  constructor(private readonly counter: Counter) {}

  /** @param make asked for a place that is new */
  of(
    key: string,
    make: () => Omit<PlaceTold, 'number'>,
  ): { readonly place: Place; readonly number: number | undefined } {
    const known = this.#numbers.get(key);
    const present = known === undefined ? undefined : this.counter.place(known);
    if (present) return { place: present, number: known };
    const { id, kind, problem } = make();
    const place = { kind, problem, tally: kind && this.counter.summary.tally(id, kind) };
    if (this.#numbers.size >= PLACES_KEPT) return { place, number: undefined };
    const number = this.#numbers.size + 1;
    this.#numbers.set(key, number);
    this.counter.setPlace(number, place);
    this.#told.push({ number, id, kind, problem });
    return { place, number };
  }

  /** Those that are new since this was asked last, for another thread. */
  news(): PlaceTold[] {
    const told = this.#told;
    this.#told = [];
    return told;
  }
}
