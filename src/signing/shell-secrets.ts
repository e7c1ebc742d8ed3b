import type { Mask } from '../report/mask.js';
import type { Piece } from './shell-words.js';

/** A secret of a captured request that a script leaves out. */
export interface LeftOut {
  readonly variable: string;
  /** What is printed in its place elsewhere: `tok_…(24)`. */
  readonly shown: string;
}

/** Puts variables in the place of secrets, the same one for the same secret. */
export class ShellSecrets {
  readonly #byValue = new Map<string, LeftOut>();

  constructor(private readonly mask: Mask) {}

  get variables(): readonly LeftOut[] {
    return [...this.#byValue.values()];
  }

  /** A byte string with variables for the secrets in it; never empty. */
  pieces(value: string): Piece[] {
    const decoded = Buffer.from(value, 'latin1').toString('utf8');
    const isText = Buffer.from(decoded, 'utf8').toString('latin1') === value;
    const text = isText ? decoded : value;
    const encoded = (part: string) => (isText ? Buffer.from(part, 'utf8').toString('latin1') : part);
    const pieces: Piece[] = [];
    let from = 0;
    for (const { start, end, shown } of this.mask.find(text)) {
      if (start > from) pieces.push(encoded(text.slice(from, start)));
      pieces.push({ variable: this.#variable(text.slice(start, end), shown) });
      from = end;
    }
    return from < text.length || pieces.length === 0 ? [...pieces, encoded(text.slice(from))] : pieces;
  }

  #variable(value: string, shown: string): string {
    const known = this.#byValue.get(value) ?? { variable: `REQUEST_SECRET_${this.#byValue.size + 1}`, shown };
    this.#byValue.set(value, known);
    return known.variable;
  }
}
