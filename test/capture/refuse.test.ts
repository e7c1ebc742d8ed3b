import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { refuse } from '../../src/capture/refuse.js';
import { startSockets } from '../support/servers.js';

it('lets go of a client whose words nobody reads', async () => {
  let close: (closed: unknown) => void;
  const closed = new Promise((resolve) => {
    close = resolve;
  });
  const server = await startSockets((socket: Socket) =>
    socket.once('close', close).once('readable', () => refuse(socket, '400 Bad Request', 'no')),
  );
  const client = connect(server.port, '127.0.0.1');
  client.write('said too early');
  const [answer] = await once(client, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\{"error":"errdoctor: no"\}\n$/);
  await closed;
  await server.close();
});
