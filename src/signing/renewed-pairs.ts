import { merged, type Piece } from './shell-words.js';
import { decodeForm } from './uri.js';

/** What is new about a query or a form when it is signed anew; names are decoded. */
export interface Renewal {
  /** The parameter that holds the old signature. */
  readonly signature: string | undefined;
  /** The parameter that holds the timestamp. */
  readonly time: string | undefined;
}

/**
 * The pairs of a query or a form as sent, but without the signature, and with a variable for the timestamp.
 *
 * @param pieces writes a pair that stays
 */
export function renewedPairs(
  text: string,
  { signature, time }: Renewal,
  pieces: (raw: string) => readonly Piece[],
): Piece[] {
  const fresh = (name: string): readonly Piece[] => [`${name}=`, { variable: 'timestamp' }];
  const named = (text === '' ? [] : text.split('&')).map((raw) => {
    const [written = ''] = raw.split('=');
    return { raw, written, name: decodeForm(written) };
  });
  const pairs = named
    .filter(({ name }) => signature === undefined || name !== signature)
    .map(({ raw, written, name }) => (name === time ? fresh(written) : pieces(raw)));
  if (time !== undefined && !named.some(({ name }) => name === time)) pairs.push(fresh(time));
  return merged(pairs.flatMap((pair, index) => (index > 0 ? ['&', ...pair] : pair)));
}
