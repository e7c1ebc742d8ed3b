import type { Connection, TransportFailure } from '../../exchange/exchange.js';
import { failureOf, Stopped, withFailure } from '../../wire/failure.js';
import { TunnelRefused } from './open-tunnel.js';
import type { UpstreamProxy } from './proxy-setting.js';

/** No connection came about. */
export class DialFailed extends Error {
  override readonly name = 'DialFailed';

  constructor(
    readonly failure: TransportFailure,
    readonly connection: Connection,
    /** What the user's proxy answered. */
    readonly status?: number | undefined,
  ) {
    super(failure.says);
  }
}

/** Of a connection to a server. */
export function dialFailed(error: unknown, connection?: Connection): DialFailed {
  const failure = failureOf(error);
  return new DialFailed(failure, withFailure(connection, failure, error));
}

/** Of the way to a proxy, or of what it answered. */
export function proxyFailed(proxy: UpstreamProxy, error: unknown): DialFailed {
  const { kind, says } = failureOf(error);
  const connection = { proxy: shown(proxy) };
  if (error instanceof TunnelRefused)
    return new DialFailed({ kind: 'proxy', says }, connection, error.status);
  const about = kind === 'dns' ? `Could not resolve proxy: ${proxy.host}` : 'the proxy could not be used';
  return new DialFailed(
    { kind: error instanceof Stopped ? kind : 'proxy', says: `${about}: ${says}` },
    connection,
  );
}

/** How a proxy is told; the environment of the program named it. */
export function shown({ name }: UpstreamProxy) {
  return { name, fromEnvironment: true };
}
