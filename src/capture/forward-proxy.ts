import type { Socket } from 'node:net';
import { absoluteForm } from './forward/absolute-form.js';
import type { ForwardProxyOptions } from './forward/options.js';
import { NO_PROXY_REQUEST, Requests } from './forward/requests.js';
import { Tunnels } from './forward/tunnels.js';
import { listenOnLoopback, type LoopbackProxy } from './loopback-proxy.js';
import { refuse } from './refuse.js';
import { closed } from './relay.js';
import { takeHead } from './take-head.js';

/**
 * Starts a forward proxy on 127.0.0.1 that reads what HTTP/1 says through it, also over TLS, and passes everything else
 * on as it is.
 *
 * @throws errors of listening
 */
export async function startForwardProxy(options: ForwardProxyOptions): Promise<LoopbackProxy> {
  const tunnels = new Tunnels(options);
  return listenOnLoopback(0, (client) => ({
    over: Promise.all([
      serve(client, tunnels, options).catch((error) => drop(client, error, options)),
      closed(client),
    ]),
    stop: () => client.destroy(),
  }));
}

/** One connection ends by a fault of ours, and nothing else does. */
function drop(client: Socket, error: Error, { onRemark }: ForwardProxyOptions): void {
  if (!client.destroyed) onRemark({ says: `errdoctor dropped a connection: ${error.message}` });
  client.destroy();
}

async function serve(client: Socket, tunnels: Tunnels, options: ForwardProxyOptions): Promise<void> {
  // Who leaves before wanted nothing.
  const head = await takeHead(client).catch(() => undefined);
  if (!head) return void client.destroy();
  const text = head.toString('latin1');
  const [first = ''] = /\S[^\r\n]*/.exec(text) ?? [];
  const [, authority] = /^CONNECT (\S+) HTTP\/1\.[01]\s*$/.exec(first) ?? [];
  if (authority !== undefined)
    return tunnels.open(client, authority, /\nx-scheme: http\r/.test(text) ? 'http' : undefined);
  if (absoluteForm(first)) {
    client.unshift(head);
    return new Requests(client, options).run();
  }
  refuse(client, '400 Bad Request', NO_PROXY_REQUEST);
}
