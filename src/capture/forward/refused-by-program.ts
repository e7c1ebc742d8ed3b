import type { Connection, TransportFailure } from '../../exchange/exchange.js';
import { alertNamed } from '../../input/client-errors/tls-alert.js';
import { failedCall } from './failed-call.js';
import { remarkOn, type Tunnel } from './tunnel.js';

/**
 * Tells that a program did not go on with the certificate that it was shown, and lets its host pass unread from now on.
 *
 * @param failure of the handshake; none where the program left behind it
 */
export function refusedByProgram(tunnel: Tunnel, connection: Connection, failure?: TransportFailure): void {
  const { host, origin, shared, start } = tunnel;
  const alert = failure && alertNamed(failure.says);
  // Who has gone on before may have other reasons to leave.
  if (shared.accepted.has(host) && !alert) return;
  shared.unread.add(host);
  const { serverVerified, verifyError } = connection.tls ?? {};
  if (serverVerified !== false) {
    const how = alert ? ` (${alert})` : '';
    remarkOn(
      tunnel,
      `The program does not trust the certificates of this capture${how}: its calls to ${host} are passed on unread.`,
      { isDistrust: true },
    );
    return;
  }
  const says = `SSL certificate problem: ${verifyError}`;
  shared.onCall(failedCall(origin, { failure: { kind: 'tls', says }, connection }, start));
  remarkOn(
    tunnel,
    `The certificate of ${host} does not verify here (${verifyError}), and the program refused it too: its further calls there are passed on unread. If it trusts an authority of its own, name that with --cacert FILE.`,
  );
}
