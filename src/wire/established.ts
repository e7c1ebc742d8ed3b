import type { Socket } from 'node:net';

/**
 * Waits until a socket is connected (`connect`), or its TLS handshake is through (`secureConnect`, `secure`).
 *
 * @throws any error of the socket; the reason of `signal`, after which the socket is destroyed
 */
export function established(
  socket: Socket,
  event: 'connect' | 'secureConnect' | 'secure',
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      socket.destroy();
      reject(signal?.reason);
    };
    const settle = (end: () => void) => {
      signal?.removeEventListener('abort', stop);
      socket.off('error', fail).off('close', closed).off(event, done);
      end();
    };
    const fail = (error: Error) => settle(() => reject(error));
    const closed = () => settle(() => reject(new Error('the connection was closed during the handshake')));
    const done = () => settle(resolve);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    socket.once('error', fail).once('close', closed).once(event, done);
  });
}
