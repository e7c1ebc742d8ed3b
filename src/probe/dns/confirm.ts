import type { Address } from '../address.js';
import type { Answer, Forward } from './look-up.js';

/** Whether DNS confirms an address both ways (RFC 8501, section 2.1), and if not, what is missing. */
export interface Confirmation {
  /** Left out where a resolver failed and the rest does not tell. */
  readonly is?: 'confirmed' | 'no-ptr' | 'mismatch';
  /** The name that confirms it. */
  readonly by?: string;
  readonly fault?: DnsFault;
  /** The records that would confirm it: `A of calls.example.com → 203.0.113.7`. */
  readonly missing: readonly string[];
}

export type DnsFault =
  | 'no-ptr' // the address has no name
  | 'other-name' // its names are none of those that count
  | 'no-address' // its name has no address of its family
  | 'ipv4-only' // its name has addresses, but only of IPv4
  | 'alias-elsewhere' // its name is an alias of one that leads elsewhere
  | 'address-elsewhere'; // its name leads to other addresses

/**
 * @param accepted the names that count, such as those of a client certificate; without them any name of the address does
 * @param forwards what is known of all of these, and of the names of the address
 */
export function confirm(
  address: Address,
  ptr: Answer<string>,
  forwards: readonly Forward[],
  accepted: readonly string[] | undefined,
): Confirmation {
  const found = ptr.is === 'found' ? ptr.records : [];
  const counting = accepted ?? found;
  const leading = forwards.filter(({ name }) => counting.includes(name));
  const both = leading.filter(({ name }) => found.includes(name));
  const by = both.find((forward) => leadsTo(forward, address) === true);
  if (by) return { is: 'confirmed', by: by.name, missing: [] };
  const unknown = (list: readonly Forward[]) => list.some((one) => leadsTo(one, address) !== false);
  if (ptr.is === 'failed' ? accepted === undefined || unknown(leading) : unknown(both))
    return { missing: [] };

  const names = both.length > 0 ? both : leading;
  const record = `${address.family === 4 ? 'A' : 'AAAA'} of ${oneOf(names)} → ${address.text}`;
  const reverse = `PTR of ${address.text} → ${oneOf(leading)}`;
  const isLed = leading.some((one) => leadsTo(one, address) !== false);
  if (ptr.is === 'none')
    return {
      is: 'no-ptr',
      fault: 'no-ptr',
      missing: isLed || leading.length === 0 ? [reverse] : [reverse, record],
    };
  if (ptr.is === 'found' && both.length === 0)
    return { is: 'mismatch', fault: 'other-name', missing: isLed ? [reverse] : [reverse, record] };
  return { is: 'mismatch', fault: faultOf(names, address), missing: [record] };
}

/** Whether a name leads to an address; undefined where the resolver failed. */
export function leadsTo({ a, aaaa }: Forward, { family, value }: Address): boolean | undefined {
  const answer = family === 4 ? a : aaaa;
  if (answer.is === 'failed') return undefined;
  return answer.is === 'found' && answer.records.some((one) => one.value === value);
}

function faultOf(names: readonly Forward[], { family }: Address): DnsFault {
  const has = (pick: (one: Forward) => Answer<Address>) => names.some((one) => pick(one).is === 'found');
  const own = (one: Forward) => (family === 4 ? one.a : one.aaaa);
  if (!has(own)) return family === 6 && has(({ a }) => a) ? 'ipv4-only' : 'no-address';
  return names.some((one) => one.aliases.length > 0) ? 'alias-elsewhere' : 'address-elsewhere';
}

function oneOf(forwards: readonly Forward[]): string {
  const [first = 'a name of yours', ...others] = forwards.map(({ name }) => name);
  return others.length === 0
    ? first
    : `one of ${[first, ...others.slice(0, 3)].join(', ')}${others.length > 3 ? ', …' : ''}`;
}
