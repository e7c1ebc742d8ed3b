import { reset } from '../relay.js';
import { untilGone } from '../until-gone.js';
import type { DialFailed } from '../upstream/dial-failed.js';
import { failedCall } from './failed-call.js';
import { notPassedOn } from './not-passed-on.js';
import { passUnread } from './pass-unread.js';
import { remarkOn, type Tunnel } from './tunnel.js';
import { certificateFor, welcome } from './welcome.js';

/**
 * Takes a tunnel to its end whose server did not come to terms over TLS: unread where it only lacks HTTP/1.1, else as a
 * failed call.
 */
export async function refusedByServer(tunnel: Tunnel, error: DialFailed): Promise<void> {
  const { client, hello, host, origin, shared, start, target } = tunnel;
  const { dialer, onCall, unread } = shared;
  const alert = error.connection.tls?.alert;
  if (alert === 'no application protocol' && (hello.alpn?.length ?? 0) > 1) {
    unread.add(host);
    remarkOn(tunnel, `${host} does not speak HTTP/1.1: what the program does there is passed on unread.`);
    return passUnread(client, await untilGone(client, (signal) => dialer.connect('https', target, signal)));
  }
  const leg = failedCall(origin, error, start);
  // It may miss the certificate that the program would have shown.
  const welcomed = alert && !dialer.hasCertificate ? await tryWelcome(tunnel) : undefined;
  if (welcomed?.showsOwn) unread.add(host);
  onCall(welcomed?.showsOwn ? notPassedOn(leg) : leg);
  reset({ stream: welcomed?.stream ?? client, tcp: client });
}

/** What the program shows of itself; the call has failed already, whatever it thinks of us. */
async function tryWelcome(tunnel: Tunnel) {
  try {
    return await welcome(tunnel, await certificateFor(tunnel, {}), {});
  } catch {
    return undefined;
  }
}
