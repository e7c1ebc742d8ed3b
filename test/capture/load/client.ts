import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Load, planned, type Seen, seen } from './exchanges.js';
import { MessageStream } from './message-stream.js';
import type { LoadServer } from './server.js';

/** Where a client connects to: a reverse proxy, or the tunnel of a forward proxy in which TLS is spoken. */
export interface Way {
  readonly port: number;
  readonly tunnel?: { readonly host: string; readonly ca: string } | undefined;
}

/** Runs the exchanges of these numbers one after the other; gives what was received of each. */
export async function runClient(
  ids: readonly number[],
  load: Load,
  way: Way,
  server: LoadServer,
): Promise<Map<number, Seen>> {
  const received = new Map<number, Seen>();
  let open: Conversation | undefined;
  for (const id of ids) {
    const { asked, fault } = planned(id, load);
    open ??= await converse(way);
    const { socket, tcp, answers } = open;
    if (fault === 'client resets while it sends') {
      const begun = server.begun(id);
      // More than half: the server knows nothing of the end of the head.
      socket.write(asked.subarray(0, asked.length - 100));
      await begun;
      tcp.resetAndDestroy();
    } else {
      socket.write(asked);
      if (fault === 'client half-closes') socket.end();
      received.set(id, seen(await answers.next(fault === 'client resets while it reads' ? 'half' : 'whole')));
      if (fault === 'client resets while it reads') tcp.resetAndDestroy();
    }
    if (!fault || fault === 'server is slow') continue;
    if (!tcp.closed) await once(tcp.destroy(), 'close');
    open = undefined;
  }
  open?.socket.end();
  return received;
}

interface Conversation {
  readonly socket: Socket;
  readonly tcp: Socket;
  readonly answers: MessageStream;
}

async function converse({ port, tunnel }: Way): Promise<Conversation> {
  const tcp = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined);
  if (!tunnel) return { socket: tcp, tcp, answers: new MessageStream(tcp) };
  tcp.write(`CONNECT ${tunnel.host} HTTP/1.1\r\nHost: ${tunnel.host}\r\n\r\n`);
  await once(tcp, 'readable');
  tcp.read();
  const socket = connectTls({ socket: tcp, servername: 'localhost', ca: tunnel.ca }).on(
    'error',
    () => undefined,
  );
  await once(socket, 'secureConnect');
  return { socket, tcp, answers: new MessageStream(socket) };
}
