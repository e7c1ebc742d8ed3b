import type { Socket } from 'node:net';
import { Stopped } from '../wire/failure.js';

const LONGEST_HEAD = 256 * 1024;

/**
 * Takes the head of a message from the start of a connection: all up to its empty line. What comes behind it stays in
 * the stream.
 *
 * @throws where the connection ends before, or the head is longer than 256 KiB; any error of the socket; the reason of `signal`
 */
export function takeHead(socket: Socket, signal?: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const settle = (end: () => void) => {
      socket.off('readable', read).off('error', fail).off('end', ended).off('close', ended);
      signal?.removeEventListener('abort', stop);
      end();
    };
    const fail = (error: Error) => settle(() => reject(error));
    const ended = () => fail(new Error('the connection was closed before the end of the head'));
    const stop = () => fail(signal?.reason);
    const read = () => {
      for (let chunk: Buffer | null = socket.read(); chunk; chunk = socket.read()) {
        const from = Math.max(0, bytes.length - 3);
        bytes = Buffer.concat([bytes, chunk]);
        const end = /\r?\n\r?\n/.exec(bytes.toString('latin1', from));
        if (end) return settle(() => done(from + end.index + end[0].length));
        if (bytes.length > LONGEST_HEAD) return fail(new Stopped('the head is longer than 256 KiB', 'other'));
      }
    };
    const done = (length: number) => {
      if (length < bytes.length) socket.unshift(bytes.subarray(length));
      resolve(bytes.subarray(0, length));
    };
    if (signal?.aborted) return reject(signal.reason);
    socket.on('readable', read).once('error', fail).once('end', ended).once('close', ended);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
