import type { PairsStep } from './scheme.js';
import { decodeForm, percentEncode } from './uri.js';

/** A part of `a=1&b=2`, as byte strings. */
export interface Pair {
  /** Decoded. */
  readonly name: string;
  /** Decoded; empty where there is no `=`. */
  readonly value: string;
  /** As sent: `a=1`. */
  readonly raw: string;
}

export type Halves = readonly [name: string, value?: string];

/** The pairs of a query or of a form body in the order in which they were sent. Nothing between two `&` is a pair too. */
export function parsePairs(text: string): Pair[] {
  if (text === '') return [];
  return text.split('&').map((raw) => {
    const [name, value = ''] = halves(raw);
    return { name: decodeForm(name), value: decodeForm(value), raw };
  });
}

/** Whether a body reads like a form; a long one is worth no guess. */
export function isForm(body: string): boolean {
  return body.length < 65_536 && /^[\w.~%[\]*+-]+=[^\s{}<>"]*$/.test(body);
}

/**
 * The pairs of a query or of a form body as a signature wants them written. A name without `=` gets one where the
 * pairs are encoded anew and stays bare where they stay as sent; empty pairs survive only where nothing is changed.
 */
export function writePairs(text: string, step: PairsStep): string {
  return orderedPairs(text, step)
    .map((pair) => pair.join(step.pair))
    .join(step.join);
}

/** The same, before names are joined to values. */
export function orderedPairs(text: string, { sort, encode, ...step }: PairsStep): Halves[] {
  const without = new Set(step.without);
  const written = parsePairs(text)
    .filter(({ name, raw }) => !without.has(name) && (raw !== '' || !(sort || encode)))
    .map((pair): Halves => (encode ? [code(pair.name, encode), code(pair.value, encode)] : halves(pair.raw)));
  if (sort)
    written.sort(([a, x = ''], [b, y = '']) => compare(a, b) || (sort === 'pair' ? compare(x, y) : 0));
  return written;
}

/** Name and value of a pair as sent; the value is left out where there is no `=`. */
export function halves(raw: string): Halves {
  const at = raw.indexOf('=');
  return at < 0 ? [raw] : [raw.slice(0, at), raw.slice(at + 1)];
}

function code(text: string, encode: NonNullable<PairsStep['encode']>): string {
  return encode === 'none' ? text : percentEncode(text, encode);
}

/** By bytes: a byte string's characters. */
function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
