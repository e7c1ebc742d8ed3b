import type { Address } from '../address.js';
import { type AddressRange, isIn, readRange } from '../address-range.js';

/** The addresses that are registered at a provider, as the user keeps them. */
export interface Allowlist {
  readonly entries: readonly { readonly text: string; readonly line: number; readonly range: AddressRange }[];
  /** What looks like an address and is none, and lines without any. */
  readonly unreadable: readonly { readonly text: string; readonly line: number }[];
}

/**
 * Reads a list of addresses, blocks and ranges: one a line, several with commas between, a table with labels beside, or a
 * JSON list. Comments begin with `#`, `;` or `//`.
 */
export function readAllowlist(text: string): Allowlist {
  const entries: Allowlist['entries'][number][] = [];
  const unreadable: Allowlist['unreadable'][number][] = [];
  for (const [index, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const content = whole.replace(/^\uFEFF|(?:^|\s)(?:#|;|\/\/).*$/g, '');
    const cells = content
      .replace(/\s*([/-])\s*(?=[\da-f:.]*[\d:])/gi, '$1')
      .split(/[\s,;"'[\]{}]+/)
      .filter((cell) => cell !== '');
    const before = entries.length + unreadable.length;
    for (const cell of cells) {
      const range = readRange(cell);
      if (range) entries.push({ text: cell, line, range });
      else if (MEANT_AS_ADDRESS.test(cell)) unreadable.push({ text: cell, line });
    }
    if (cells.length > 0 && entries.length + unreadable.length === before)
      unreadable.push({ text: content.trim(), line });
  }
  return { entries, unreadable };
}

/** Where an address stands on the list; undefined where it does not. */
export function entryFor(address: Address, { entries }: Allowlist): Allowlist['entries'][number] | undefined {
  return entries.find(({ range }) => isIn(address, range));
}

const MEANT_AS_ADDRESS = /^(?:[\d*x]+\.){2,}[\d*x./-]*$|^[\da-f]{0,4}:[\da-f:./-]+$/i;
