import type { PackSettings } from '../causes/pack.js';
import type { Exchange, ResponseMessage } from '../exchange/exchange.js';
import { Headers } from '../exchange/headers.js';
import type { Stated } from '../facts/fact.js';
import { Facts } from '../facts/facts.js';

/**
 * The facts of a working exchange as if it had been answered like a failing one, at its own time: what they say of the
 * request is then what would be held against it, and what both share explains nothing.
 */
export function factsAsRefused(
  good: Exchange,
  bad: Exchange,
  pack: PackSettings | undefined,
  { env }: Stated,
): Facts {
  const { response: _, transport: __, delivery: ___, ...rest } = good;
  const exchange: Exchange = {
    ...rest,
    ...(bad.response && { response: atTimeOf(good.response, bad.response) }),
    ...(bad.transport && { transport: bad.transport }),
    ...(bad.delivery && { delivery: bad.delivery }),
  };
  return new Facts(exchange, pack, { env });
}

/** The answer `to` a failing call with the date of the other: without one its time is not captured. */
function atTimeOf(good: ResponseMessage | undefined, to: ResponseMessage): ResponseMessage {
  const date = good?.headers.get('date');
  const others = to.headers.list.filter(({ name }) => name.toLowerCase() !== 'date');
  const hidden = date ? to.headers.hidden : new Set([...to.headers.hidden, 'date']);
  return { ...to, headers: new Headers(date ? [...others, date] : others, to.headers.seen, hidden) };
}
