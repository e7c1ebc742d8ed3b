import type { Socket } from 'node:net';
import { type ClientHello, readClientHello } from '../client-hello.js';

/** What is said first: the beginning of TLS, HTTP/1 perhaps, or something that is not understood. */
type Spoken = ClientHello | 'http' | 'other' | 'nothing';

const HTTP2 = 'PRI * HTTP/2.0';

/** Waits for what a client says first in a tunnel; the bytes stay in the stream. A server that speaks before it ends the wait. */
export function spokenIn(client: Socket, server: Socket): Promise<Spoken> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    const settle = (spoken: Spoken) => {
      client.off('readable', read).off('end', ended).off('close', silent);
      server.off('readable', answered).off('close', silent);
      if (bytes.length > 0 && !client.readableEnded) client.unshift(bytes);
      resolve(spoken);
    };
    const silent = () => settle(bytes.length > 0 ? 'other' : 'nothing');
    const answered = () => settle(server.readableLength > 0 ? 'other' : 'nothing');
    // Nothing can be put back behind the end.
    const ended = () => {
      server.end(bytes);
      silent();
    };
    const read = () => {
      for (let chunk: Buffer | null = client.read(); chunk; chunk = client.read())
        bytes = Buffer.concat([bytes, chunk]);
      const spoken = bytes.length > 0 ? spokenWith(bytes) : 'more';
      if (spoken !== 'more') settle(spoken);
    };
    client.on('readable', read).once('end', ended).once('close', silent);
    server.once('readable', answered).once('close', silent);
  });
}

function spokenWith(bytes: Buffer): Spoken | 'more' {
  const start = bytes.toString('latin1', 0, HTTP2.length);
  if (start === HTTP2) return 'other';
  if (HTTP2.startsWith(start)) return 'more';
  return /^[A-Za-z]/.test(start) ? 'http' : (readClientHello(bytes) ?? 'other');
}
