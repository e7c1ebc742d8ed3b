import type { Leg } from '../wire/leg.js';

/** Enough of what tells failures apart. */
const MOST = 1000;
const ANSWER = /^(?:HTTP\/1\.\d 1[\s\S]*?\r\n\r\n)*HTTP\/1\.\d (\d+)[\s\S]*?\r\n\r\n([\s\S]{0,1000})/;

/** A call that fails again and again, as one that asks in a loop does, is told of once in full. */
export class Repeats {
  #seen = new Map<string, number>();

  /** How often calls failed as this one did, with it. */
  count(leg: Leg): number {
    const key = keyOf(leg);
    const times = (this.#seen.get(key) ?? 0) + 1;
    if (this.#seen.size > MOST) this.#seen = new Map();
    this.#seen.set(key, times);
    return times;
  }
}

/** Method and path, and what the answer says without its numbers and identifiers. */
function keyOf({ origin, sent, received, request, failure }: Leg): string {
  const { method, target } = request ?? {};
  const line = method === undefined ? sent.toString('latin1', 0, 2000) : `${method} ${target} `;
  const [, status, body = ''] = ANSWER.exec(received.toString('latin1', 0, 8000)) ?? [];
  const said = `${body} ${failure?.says}`.replace(/[\da-f-]{8,}|\d+/gi, '#');
  return [origin, /^\S+ [^\s?]*/.exec(line)?.[0], status, said].join('\n');
}
