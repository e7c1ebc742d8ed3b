import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A proxy that listens on loopback. */
export interface LoopbackProxy {
  readonly port: number;
  /** Breaks off what is under way; resolves when each call was given. */
  close(): Promise<void>;
}

/** One connection of a program. */
export interface Served {
  /** Resolves when nothing more comes of it. */
  readonly over: Promise<unknown>;
  stop(): void;
}

/**
 * Listens on 127.0.0.1 for connections whose ends may be half-open.
 *
 * @param port 0 is any that is free
 * @throws errors of listening, by their code
 */
export async function listenOnLoopback(
  port: number,
  serve: (client: Socket) => Served,
): Promise<LoopbackProxy> {
  const connections = new Map<Served, Promise<unknown>>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => undefined);
    const served = serve(client);
    connections.set(
      served,
      served.over.finally(() => connections.delete(served)),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      for (const served of connections.keys()) served.stop();
      await Promise.all(connections.values());
    },
  };
}
