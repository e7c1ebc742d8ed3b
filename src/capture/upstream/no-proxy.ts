import { BlockList, isIP } from 'node:net';

/**
 * Whether NO_PROXY takes a host out, as curl (`man curl`, "NO_PROXY") and Go (golang.org/x/net/http/httpproxy) document
 * it: `*`, a name with all below it, with or without a dot before it, an address, a CIDR block; a port may follow.
 *
 * @param host in lower case; an IPv6 address without brackets
 */
export function isExempt(list: string, host: string, port: number): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && fits(entry, host.replace(/\.$/, ''), port));
}

function fits(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const [, address = '', bits] = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
  if (bits !== undefined) return isInBlock(host, address, Number(bits));
  const [, name = '', own] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (own !== undefined && !isIP(entry) && Number(own) !== port) return false;
  const wanted = isIP(entry) ? entry : name.replace(/^\[|\]$/g, '');
  if (isIP(host) || isIP(wanted)) return isInBlock(host, wanted, isIP(wanted) === 6 ? 128 : 32);
  const below = wanted.replace(/^\*?\./, '').replace(/\.$/, '');
  return below !== '' && (host === below || host.endsWith(`.${below}`));
}

function isInBlock(host: string, address: string, bits: number): boolean {
  const family = isIP(address);
  if (!family || isIP(host) !== family || bits > (family === 6 ? 128 : 32)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(address, bits, type);
  return block.check(host, type);
}
