import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { KeyPair } from '../../support/certificates.js';
import { type Load, type Planned, planned, seen } from './exchanges.js';
import { MessageStream } from './message-stream.js';

export interface LoadServer {
  readonly port: number;
  /** What came of each request, hashed, in the order of its coming. */
  readonly arrived: ReadonlyMap<number, readonly string[]>;
  /** Resolves when half of a request has come. */
  begun(id: number): Promise<unknown>;
  close(): void;
}

/** Answers the exchanges of a load as they are planned, its own faults included. */
export async function startLoadServer(load: () => Load, pair?: KeyPair): Promise<LoadServer> {
  const arrived = new Map<number, string[]>();
  const begun = new EventEmitter().setMaxListeners(0);
  const secureContext = pair && createSecureContext({ key: pair.key, cert: pair.cert });
  const server = createServer({ allowHalfOpen: true }, (tcp) => {
    const socket = secureContext ? new TLSSocket(tcp, { isServer: true, secureContext }) : tcp;
    for (const one of [tcp, socket]) one.on('error', () => undefined);
    void converse(socket, tcp);
  });
  const converse = async (socket: Socket, tcp: Socket) => {
    const requests = new MessageStream(socket);
    for (;;) {
      const half = (await requests.next('half')).toString('latin1');
      const id = Number(/^X-Number: (\d+)\r/m.exec(half)?.[1]);
      if (Number.isNaN(id)) return socket.end();
      begun.emit(String(id));
      const plan = planned(id, load());
      if (plan.fault === 'server resets') return tcp.resetAndDestroy();
      const whole = await requests.next();
      arrived.set(id, [...(arrived.get(id) ?? []), seen(whole).hash]);
      if (whole.length === plan.forwarded.length) await answer(socket, plan);
      if (plan.fault === 'server cuts the answer') return socket.end();
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    begun: (id) => once(begun, String(id)),
    close: () => server.close(),
  };
}

async function answer(socket: Socket, { answer, fault }: Planned): Promise<void> {
  const head = answer.indexOf('\r\n\r\n') + 4;
  const isHalf = fault === 'server cuts the answer' || fault === 'client resets while it reads';
  const bytes = isHalf ? answer.subarray(0, head + ((answer.length - head) >> 1)) : answer;
  const piece = fault === 'server is slow' ? Math.ceil(bytes.length / 20) : bytes.length;
  for (let at = 0; at < bytes.length; at += piece) {
    if (!socket.write(bytes.subarray(at, at + piece))) await drained(socket);
    if (piece < bytes.length) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
  });
}
