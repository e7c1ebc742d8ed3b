import { isIP } from 'node:net';

/** An IP address as a number, so that ways of writing it do not matter. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** The shortest way to write it (RFC 5952). */
  readonly text: string;
}

const MAPPED = 0xffff_0000_0000n;

/**
 * Reads an address as people write it. An IPv4 address in the clothes of IPv6 (`::ffff:192.0.2.1`, RFC 4291, section
 * 2.5.5.2) is the IPv4 address: packets carry that.
 *
 * @returns undefined for what is no address, and for one with a zone, which means something on one machine only
 */
export function readAddress(text: string): Address | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  const family = bare.includes('%') ? 0 : isIP(bare);
  if (family === 4) return address(4, numberOf(bare.split('.'), 10, 8n));
  if (family !== 6) return undefined;
  const value = numberOf(groupsOf(bare), 16, 16n);
  return value >> 32n === MAPPED >> 32n ? address(4, value & 0xffff_ffffn) : address(6, value);
}

/** The name under which the PTR records of an address stand (RFC 1035, section 3.5; RFC 3596, section 2.5). */
export function reverseName({ family, value }: Address): string {
  const parts = family === 4 ? octets(value) : [...value.toString(16).padStart(32, '0')];
  return `${parts.reverse().join('.')}.${family === 4 ? 'in-addr' : 'ip6'}.arpa`;
}

function address(family: 4 | 6, value: bigint): Address {
  const text = family === 4 ? octets(value).join('.') : canonical(value);
  return { family, value, text };
}

function octets(value: bigint): string[] {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n));
}

function canonical(value: bigint): string {
  const groups = value.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** The eight groups, `::` and a dotted end written out. */
function groupsOf(text: string): string[] {
  const plain = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = plain.split('::');
  const [before, after] = [head, tail ?? ''].map((part) =>
    part.split(':').filter((group) => group !== ''),
  ) as [string[], string[]];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(zeros).fill('0'), ...after];
}

function numberOf(parts: readonly string[], base: number, bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(Number.parseInt(part, base)), 0n);
}
