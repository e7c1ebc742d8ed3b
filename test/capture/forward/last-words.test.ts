import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startCapture } from '../../support/forward-proxy.js';
import { startSockets } from '../../support/servers.js';

describe('a program that leaves as soon as it has said what it wanted', () => {
  it.each([5, 1_500_000])('is passed on whole: %i bytes', async (length) => {
    let got = 0;
    let heard: () => void;
    const whole = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const server = await startSockets((socket) => {
      socket.on('data', (bytes) => {
        got += bytes.length;
        if (got >= length) heard();
      });
    });
    const capture = await startCapture();
    const client = connect({ port: capture.port, host: '127.0.0.1' });
    const head = `POST http://localhost:${server.port}/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;
    client.end(head + 'x'.repeat(length));
    await once(client, 'finish');
    const closing = capture.close(60_000);
    await whole;
    client.destroy();
    await server.close();
    await closing;
    expect(capture.legs.map(({ failure }) => failure?.says)).toEqual([
      expect.stringContaining('before the answer was complete'),
    ]);
  });
});
