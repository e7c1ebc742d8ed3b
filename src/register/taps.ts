import { type EventEmitter, errorMonitor } from 'node:events';
import type { Socket } from 'node:net';
import type { FailedCall } from './failed-call.js';
import { guarded } from './guarded.js';
import { Tap } from './tap.js';

const taps = new WeakMap<Socket, Tap>();

/** Those whose connections are open. */
export const openTaps = new Set<Tap>();

export function tapOf(socket: Socket): Tap | undefined {
  return taps.get(socket);
}

/**
 * Taps the connection of a client, before anything is written to it.
 *
 * @param origin whom it leads to, asked when a call has failed
 * @param head of the request that it is made for
 */
export function tapInto(
  socket: Socket,
  origin: () => string,
  onFailed: (call: FailedCall) => void,
  head?: () => string,
): Tap {
  const { connecting, secureConnecting } = socket as Socket & { secureConnecting?: boolean };
  let isConnected = !(connecting || secureConnecting);
  const tap = new Tap(socket, origin, () => isConnected, onFailed, head);
  taps.set(socket, tap);
  openTaps.add(tap);
  if (!isConnected)
    socket.once(secureConnecting ? 'secureConnect' : 'connect', () => {
      isConnected = true;
    });
  // No listener of errors that Node would count: one that nobody handles still ends the program.
  (socket as EventEmitter).once(errorMonitor, (error) => guarded(() => tap.broken(error)));
  socket.once('close', () => {
    openTaps.delete(tap);
    guarded(() => tap.closed());
  });
  listen(socket, 'write', (piece, encoding) => tap.sent(piece, encoding));
  listen(socket, 'push', (piece) => tap.received(piece));
  return tap;
}

/** Both are looked up on the socket each time they are called. */
function listen(
  socket: Socket,
  name: 'write' | 'push',
  hear: (piece: unknown, encoding: unknown) => void,
): void {
  const original = socket[name] as (piece: unknown, encoding: unknown, done: unknown) => boolean;
  const value = function (this: Socket, piece: unknown, encoding: unknown, done: unknown) {
    guarded(hear, piece, encoding);
    return original.call(this, piece, encoding, done);
  };
  Object.defineProperty(socket, name, { value, writable: true, configurable: true });
}
