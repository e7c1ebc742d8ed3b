import { connect, type Socket } from 'node:net';

/** The tunnel that a forward proxy opens; rejects with the status line of any other answer. */
export function tunnelTo(proxyPort: number, authority: string): Promise<Socket> {
  const socket = connect({ port: proxyPort, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (bytes: Buffer) => {
      const text = bytes.toString('latin1');
      const end = text.indexOf('\r\n\r\n') + 4;
      if (!text.startsWith('HTTP/1.1 200 ')) return reject(new Error(text.slice(0, text.indexOf('\r\n'))));
      socket.pause();
      if (end < bytes.length) socket.unshift(bytes.subarray(end));
      resolve(socket);
    });
  });
}
