import { isIPv6, type Socket } from 'node:net';
import { takeHead } from '../take-head.js';
import type { Target, UpstreamProxy } from './proxy-setting.js';

/** The proxy answered, and opened no tunnel. */
export class TunnelRefused extends Error {
  override readonly name = 'TunnelRefused';

  constructor(readonly status: number) {
    super(`CONNECT tunnel failed, response ${status} from proxy`);
  }
}

/**
 * Has a proxy open a tunnel (RFC 9110, section 9.3.6) on a connection to it; what the server sends behind the answer
 * stays in the stream.
 *
 * @throws TunnelRefused; whatever ends the connection
 */
export async function openTunnel(
  socket: Socket,
  target: Target,
  { authorization }: UpstreamProxy,
  signal?: AbortSignal,
): Promise<void> {
  const authority = authorityOf(target);
  const credentials = authorization ? `Proxy-Authorization: ${authorization}\r\n` : '';
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`, 'latin1');
  const head = (await takeHead(socket, signal)).toString('latin1');
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(head)?.[1] ?? 0);
  if (status === 0) throw new Error('what it sent is no answer of HTTP/1');
  if (status < 200 || status > 299) throw new TunnelRefused(status);
}

/** `api.example.com:443`, `[::1]:443` */
export function authorityOf({ host, port }: Target): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
