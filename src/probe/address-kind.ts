import type { Address } from './address.js';
import { type AddressRange, isIn, readRange } from './address-range.js';

/** Blocks that the public internet does not lead to (IANA's special-purpose registries, RFC 6890), by what they are. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  "inside a carrier's NAT": ['100.64.0.0/10'],
  'for documentation': ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  'for benchmarks': ['198.18.0.0/15', '2001:2::/48'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  reserved: ['0.0.0.0/8', '192.0.0.0/24', '240.0.0.0/4', '::', '100::/64'],
};

const ranges: readonly (readonly [kind: string, range: AddressRange])[] = Object.entries(SPECIAL).flatMap(
  ([kind, blocks]) => blocks.map((block) => [kind, readRange(block) as AddressRange] as const),
);

/** Why the public internet does not lead to an address, as it stands behind "is"; undefined where it does. */
export function specialKind(address: Address): string | undefined {
  return ranges.find(([, range]) => isIn(address, range))?.[0];
}
