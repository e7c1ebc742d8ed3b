import { type Address, readAddress } from './address.js';

/** Addresses of one family from one to another, both included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * Reads one address, a block (`203.0.113.0/24`, RFC 4632) or a range (`203.0.113.4-203.0.113.9`). The bits behind the
 * prefix of a block do not matter.
 *
 * @returns undefined for what is none of these
 */
export function readRange(text: string): AddressRange | undefined {
  const [, first = '', sign, second = ''] = /^([^/-]+)(?:\s*([/-])\s*(.+))?$/.exec(text.trim()) ?? [];
  const from = readAddress(first.trim());
  if (!from) return undefined;
  if (sign === '/') return block(from, first, second);
  const to = sign === '-' ? readAddress(second) : from;
  if (to?.family !== from.family || to.value < from.value) return undefined;
  return { family: from.family, from: from.value, to: to.value };
}

export function isIn({ family, value }: Address, range: AddressRange): boolean {
  return family === range.family && value >= range.from && value <= range.to;
}

function block({ family, value }: Address, written: string, prefix: string): AddressRange | undefined {
  if (!/^\d{1,3}$/.test(prefix)) return undefined;
  // The prefix of a mapped IPv4 address counts the 96 bits before it.
  const length = Number(prefix) - (family === 4 && written.includes(':') ? 96 : 0);
  const width = family === 4 ? 32 : 128;
  if (length < 0 || length > width) return undefined;
  const free = BigInt(width - length);
  const from = (value >> free) << free;
  return { family, from, to: from + (1n << free) - 1n };
}
