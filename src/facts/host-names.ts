import { isIP } from 'node:net';

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
