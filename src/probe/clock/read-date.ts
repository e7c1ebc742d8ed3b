import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { TransportFailure } from '../../exchange/exchange.js';
import { transportKind } from '../../input/transport-words.js';

/** What one answer says of its server's clock; all times are epoch milliseconds. */
export interface Reading {
  /** The `Date` header, by the server's clock. */
  readonly date: number;
  /** Seconds that the answer lay in a cache (RFC 9111, section 5.1). */
  readonly age: number;
  /** When the request left and when the answer came, by ours. */
  readonly sent: number;
  readonly received: number;
}

export interface Unread {
  /** A sentence without its stop. */
  readonly why: string;
  /** Where no answer came. */
  readonly failure?: TransportFailure;
}

/** No server has the right time outside of these: this program is younger than the one, and nobody waits for the other. */
const [EARLIEST, LATEST] = [Date.UTC(2025, 0), Date.UTC(2125, 0)];

/**
 * Asks for the time with HEAD. Whether the certificate is accepted does not matter for that: a wrong clock may be why it
 * is not, and nothing is sent or believed but the time.
 */
export function readDate(url: URL, milliseconds: number): Promise<Reading | Unread> {
  const isPlain = url.protocol === 'http:';
  return new Promise((resolve) => {
    let sent = 0;
    const fail = (why: string, says: string) =>
      resolve({ why, failure: { kind: transportKind(says), says } });
    const call = (isPlain ? plainRequest : tlsRequest)(
      url,
      { method: 'HEAD', rejectUnauthorized: false, agent: false, headers: { 'user-agent': 'errdoctor' } },
      ({ headers }) => {
        const received = Date.now();
        const date = Date.parse(headers.date ?? '');
        const age = Number(/^\d{1,9}$/.exec(String(headers.age))?.[0] ?? 0);
        if (Number.isNaN(date)) resolve({ why: 'an answer came without a Date that can be read' });
        else if (date < EARLIEST || date > LATEST)
          resolve({
            why: "an answer came whose Date cannot be right: it is the server's clock that is wrong",
          });
        else resolve({ date, age, sent, received });
        call.destroy();
      },
    );
    const timer = setTimeout(
      () => call.destroy(new Error('timed out: no answer came in time')),
      Math.max(1, milliseconds),
    );
    call.on('socket', (socket) => {
      socket.once(isPlain ? 'connect' : 'secureConnect', () => {
        sent = Date.now();
      });
    });
    call.on('error', (error) => fail('the connection failed', error.message));
    call.on('close', () => clearTimeout(timer));
    call.end();
  });
}
