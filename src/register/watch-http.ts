import { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { emptyLeg } from '../recording/empty-leg.js';
import { type FailedCall, headText, isOwnDoing, plainError } from './failed-call.js';
import { guarded } from './guarded.js';
import { tapInto, tapOf } from './taps.js';

/** Hears of every socket that a request of node:http or node:https is given, before anything is written to it. */
export function watchHttp(onFailed: (call: FailedCall) => void): void {
  const { prototype } = ClientRequest as unknown as {
    prototype: { onSocket(this: ClientRequest, socket: Socket | null, error?: unknown): void };
  };
  const { onSocket } = prototype;
  prototype.onSocket = function (socket, error) {
    guarded(() => {
      if (socket && tapOf(socket)) return;
      const origin = originOf(this, socket);
      const head = () => headText(this.method, this.path, Object.entries(this.getHeaders()).flat());
      if (socket) tapInto(socket, origin, onFailed, head);
      // An agent of the program's own could not connect.
      else if (error && !isOwnDoing(error))
        onFailed({ leg: emptyLeg(origin(), Date.now()), error: plainError(error), head: head() });
    });
    return onSocket.call(this, socket, error);
  };
}

/**
 * The port stands in the Host header that Node writes; where the program wrote its own, the connection knows it. Nothing
 * of the request is kept.
 */
function originOf(request: ClientRequest, socket: Socket | null): () => string {
  const { protocol, host } = request;
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const written = String(request.getHeader('host') ?? '');
  const port = written.startsWith(name) ? (/^:\d+$/.exec(written.slice(name.length))?.[0] ?? '') : undefined;
  return () => new URL(`${protocol}//${name}${port ?? `:${socket?.remotePort ?? ''}`}`).origin;
}
