import type { Exchange, TransportKind } from '../exchange/exchange.js';

/** Kinds of failure that end a call before its request was sent. */
const BEFORE_SENDING: ReadonlySet<string> = new Set<TransportKind>([
  'dns',
  'connect',
  'tls',
  'usage',
  'proxy',
]);

/**
 * Whether the request may have been carried out although no good answer came. An answer that was cut after a status of
 * refusal still refuses.
 */
export function mayHaveHappened(
  exchange: Exchange,
  {
    status = exchange.response?.status,
    transport = exchange.transport?.kind,
  }: { readonly status?: number | undefined; readonly transport?: string | undefined } = {},
): boolean {
  if (transport && (exchange.response?.status ?? 0) < 400) {
    if (BEFORE_SENDING.has(transport)) return false;
    const says = exchange.transport?.says ?? '';
    return !/failed to connect|connection time(?:d )?out after|connect timeout/i.test(says);
  }
  return status !== undefined && (status >= 500 || status === 408);
}
