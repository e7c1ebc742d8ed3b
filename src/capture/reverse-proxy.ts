import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Passage, type PassageOptions } from './passage.js';

export interface ReverseProxyOptions extends PassageOptions {
  /** Any that is free by default. */
  readonly port?: number | undefined;
}

/** A proxy that listens on loopback. */
export interface Proxy {
  readonly port: number;
  /** Breaks off what is under way; resolves when each call was given. */
  close(): Promise<void>;
}

/**
 * Stands for a server on loopback: each connection is passed on to one of its own to that server, and only `Host` and the
 * path of requests are changed.
 *
 * @throws RangeError, a whole sentence, for a URL that is none of a server; errors of listening, by their code
 */
export async function startReverseProxy(options: ReverseProxyOptions): Promise<Proxy> {
  checkBase(options.to);
  const passages = new Map<Passage, Promise<void>>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const passage = new Passage(client, options);
    passages.set(
      passage,
      passage.pass().finally(() => passages.delete(passage)),
    );
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      for (const passage of passages.keys()) passage.stop();
      await Promise.all(passages.values());
    },
  };
}

function checkBase({ protocol, username, password, search, hash }: URL): void {
  if (!/^https?:$/.test(protocol))
    throw new RangeError('--to takes a URL that begins with http:// or https://.');
  if (username || password)
    throw new RangeError('The URL of --to must not hold a user and password: the program sends its own.');
  if (search || hash)
    throw new RangeError('The URL of --to ends with its path: leave out what follows "?" or "#".');
}
