import { BlockList, isIP } from 'node:net';

/**
 * Reads a list of addresses and networks (`203.0.113.0/24`, `2001:db8::/32`), one a line or between commas; what follows
 * `#` is a comment.
 *
 * @returns whether an address stands on it
 * @throws RangeError for an entry that is neither
 */
export function readAllowlist(text: string): (address: string) => boolean {
  const listed = new BlockList();
  for (const entry of text.replace(/#.*/g, '').split(/[\s,]+/)) {
    if (entry === '') continue;
    const [address = '', prefix] = entry.split('/');
    const version = isIP(address);
    const longest = version === 6 ? 128 : 32;
    const length = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (version === 0 || length < 0 || length > longest)
      throw new RangeError(
        `${entry.slice(0, 60)} is neither an IP address nor a network such as 203.0.113.0/24.`,
      );
    listed.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => isIP(address) > 0 && listed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
