import type { RequestMessage } from '../../exchange/exchange.js';

/** The HTTP version that a recorder names: `HTTP/1.1`, `http/2.0`, `h2`, `h3-29`, `2`. */
export function httpVersion(name: string | undefined): RequestMessage['httpVersion'] {
  const version = /^\s*(?:https?\/|h)?([123])(?:\.([01]))?(?=\D|$)/i.exec(name ?? '');
  if (!version) return undefined;
  if (version[1] === '1') return version[2] === '0' ? '1.0' : '1.1';
  return version[1] as '2' | '3';
}
