import type { TransportFailure } from '../../exchange/exchange.js';
import { transportKind } from '../../input/transport-words.js';
import { alertOf } from './alerts.js';

export interface Failed {
  readonly failure: TransportFailure;
  /** The number of the alert that the server sent. */
  readonly alert?: number | undefined;
}

/**
 * What an error of a TLS connection says, in words that every client's failures are read by.
 *
 * @param error undefined where the server just closed the connection
 * @param isSecure whether the handshake was complete on our side
 */
export function failureOf(error: NodeJS.ErrnoException | undefined, isSecure: boolean): Failed {
  const when = isSecure ? 'after the handshake' : 'in the TLS handshake';
  // Several addresses were tried: the first one's error tells as much as any.
  const first = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  if (!first || /^(?:ECONNRESET|EPIPE)$/.test(first.code ?? ''))
    return { failure: { kind: 'reset', says: `the server closed the connection ${when}` } };
  const alert = /SSL alert number (\d{1,3})/.exec(first.message)?.[1];
  if (alert !== undefined) {
    const { name } = alertOf(Number(alert));
    const says = `the server ended the connection ${when} with the TLS alert ${name}`;
    return { failure: { kind: 'tls', says }, alert: Number(alert) };
  }
  const { reason } = first as { reason?: string };
  if (reason) return { failure: { kind: 'tls', says: `the TLS handshake failed: ${reason}` } };
  return { failure: { kind: transportKind(first.message), says: first.message } };
}
