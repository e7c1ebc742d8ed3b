import { listenOnLoopback, type LoopbackProxy } from '../loopback-proxy.js';
import { Passage, type PassageOptions } from './passage.js';

interface ReverseProxyOptions extends PassageOptions {
  /** Any that is free by default. */
  readonly port?: number | undefined;
}

/**
 * Stands for a server on loopback: each connection is passed on to one of its own to that server, and only `Host` and the
 * path of requests are changed.
 *
 * @throws RangeError, a whole sentence, for a URL that is none of a server; errors of listening, by their code
 */
export async function startReverseProxy(options: ReverseProxyOptions): Promise<LoopbackProxy> {
  checkBase(options.to);
  if (leadsTo(options.to, options.port))
    throw new RangeError(
      `--to and --port name the same address: what comes to port ${options.port} would go there again without end.`,
    );
  return listenOnLoopback(options.port ?? 0, (client) => {
    const passage = new Passage(client, options);
    return { over: passage.pass(), stop: () => passage.stop() };
  });
}

function checkBase({ protocol, username, password, search, hash }: URL): void {
  if (!/^https?:$/.test(protocol))
    throw new RangeError('--to takes a URL that begins with http:// or https://.');
  if (username || password)
    throw new RangeError('The URL of --to must not hold a user and password: the program sends its own.');
  if (search || hash)
    throw new RangeError('The URL of --to ends with its path: leave out what follows "?" or "#".');
}

/** Whether a URL leads to a port of loopback. */
function leadsTo({ hostname, port, protocol }: URL, own: number | undefined): boolean {
  const number = Number(port || (protocol === 'https:' ? 443 : 80));
  return number === own && /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/.test(hostname);
}
