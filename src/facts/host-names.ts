import { isIP } from 'node:net';
import type { PackSettings } from '../causes/pack.js';

/** Whether an IP address is private, loopback, link-local or shared (RFC 1918, 4193, 6598, 6890). */
export function isPrivate(address: string): boolean {
  const bare = address.replace(/^\[|\]$|%.*$/g, '').toLowerCase();
  return isIP(bare) === 6
    ? /^(?:::1$|f[cd]|fe[89ab])/.test(bare)
    : /^(?:10|127|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
        bare,
      );
}

/** Whether a host name or address is one that the public internet could know. */
export function isPublicName(host: string): boolean {
  if (isIP(host.replace(/^\[|\]$/g, ''))) return !isPrivate(host);
  return (
    host.includes('.') && !/\.(?:localhost|local|internal|intranet|lan|home|corp|svc|test|docker)$/.test(host)
  );
}

/** The name of the environment that a host belongs to by the pack; undefined where it is none of its hosts. */
export function environmentOf(pack: PackSettings | undefined, host: string): string | undefined {
  const fits = (pattern: string) =>
    pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
  return Object.entries(pack?.environments ?? {}).find(([, { hosts }]) => hosts.some(fits))?.[0];
}
