import { subscribe } from 'node:diagnostics_channel';
import type { TLSSocket } from 'node:tls';
import { emptyLeg } from '../recording/empty-leg.js';
import { type FailedCall, headText, isOwnDoing, plainError } from './failed-call.js';
import { guarded } from './guarded.js';
import type { Tap } from './tap.js';
import { tapInto, tapOf } from './taps.js';

/** As far as undici tells of it. */
interface UndiciRequest {
  readonly origin: string | URL;
  readonly method: string;
  readonly path: string;
  /** Names and values in turn; up to version 5 a text. */
  readonly headers?: unknown;
}

/** Hears of the requests of every undici in this thread: that of Node, which is `fetch`, and those of packages. */
export function watchUndici(onFailed: (call: FailedCall) => void): void {
  const carriers = new WeakMap<object, Tap | undefined>();
  subscribe('undici:client:sendHeaders', (message) =>
    guarded(() => {
      const { request, socket } = message as { request: UndiciRequest; socket: TLSSocket };
      // HTTP/2 is not read.
      if (socket.alpnProtocol === 'h2') carriers.set(request, undefined);
      else carriers.set(request, tapOf(socket) ?? tapInto(socket, originOf(request), onFailed));
    }),
  );
  subscribe('undici:request:error', (message) =>
    guarded(() => {
      const { request, error } = message as { request: UndiciRequest; error: unknown };
      const wasSent = carriers.has(request);
      const tap = carriers.get(request);
      // It may be told of more than once.
      carriers.set(request, undefined);
      if (wasSent) tap?.broken(error);
      else if (!isOwnDoing(error)) onFailed(unsent(request, error));
    }),
  );
}

function unsent(request: UndiciRequest, error: unknown): FailedCall {
  const { origin, method, path, headers } = request;
  const fields = Array.isArray(headers) ? headers : String(headers ?? '').split(/: |\r\n/);
  const host = ['Host', new URL(origin).host];
  return {
    leg: emptyLeg(originOf(request)(), Date.now()),
    error: plainError(error),
    head: headText(method, path, [...host, ...fields]),
  };
}

function originOf({ origin }: UndiciRequest): () => string {
  return () => new URL(origin).origin;
}
