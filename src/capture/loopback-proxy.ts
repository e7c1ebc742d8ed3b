import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A proxy that listens on loopback. */
export interface LoopbackProxy {
  readonly port: number;
  /**
   * Breaks off what is under way; resolves when each call was given.
   *
   * @param patience milliseconds in which what is under way may come to its own end
   */
  close(patience?: number): Promise<void>;
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
    async close(patience = 0) {
      if (patience > 0) await pause(patience, () => Promise.all(connections.values()));
      server.close();
      for (const served of connections.keys()) served.stop();
      await Promise.all(connections.values());
    },
  };
}

/** Waits until `done`, for some milliseconds at most. Who has connected and left already is heard first. */
async function pause(most: number, done: () => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
  const late = new AbortController();
  await Promise.race([done(), setTimeout(most, undefined, { signal: late.signal })]);
  late.abort();
}
