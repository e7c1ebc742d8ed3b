import type { Socket } from 'node:net';
import type { Client } from 'undici';
import type { Leg } from './leg.js';
import { ContinueFilter } from './continue-filter.js';
import { failureOf, Stopped, withFailure } from './failure.js';
import { type Access, CertificateRefused, type Opened, openSocket } from './open-socket.js';
import { type OutgoingRequest, requestBytes } from './outgoing.js';

export interface TravelOptions extends Access {
  /** For all of it: connecting, sending and reading the answer. */
  readonly timeoutSeconds: number;
  /** Of the answer's body; the rest is not waited for. */
  readonly maxBodyBytes?: number;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
}

const LONGEST_BODY = 64 * 2 ** 20;

/**
 * Sends one request and reads its answer, on a connection of its own and with HTTP/1.1. Redirects are not followed.
 * Whatever fails below HTTP is part of what is returned.
 *
 * @throws UnsendableRequest before anything is sent
 */
export async function travel(request: OutgoingRequest, options: TravelOptions): Promise<Leg> {
  const bytes = requestBytes(request);
  const start = Date.now();
  const clock = new Clock(options);
  const record = { request, sent: Buffer.alloc(0), received: [] as Buffer[] };
  const leg = (more: Pick<Leg, 'failure' | 'connection' | 'cut'>): Leg => ({
    origin: request.origin,
    request,
    sent: record.sent,
    received: Buffer.concat(record.received),
    ...more,
    time: { start, end: Date.now() },
  });
  let opened: Opened | undefined;
  try {
    // Before the connection: whatever the server sends at once has somebody who reads it.
    const undici = await import('undici');
    clock.phase = 'connecting';
    opened = await openSocket(request.origin, options, clock.signal);
    clock.phase = 'waiting for the answer';
    const { cut } = await converse(undici.Client, opened.socket, bytes, record, options, clock);
    return leg({ connection: opened.connection, ...(cut && { cut }) });
  } catch (error) {
    const failure = failureOf(clock.signal.aborted ? error : (opened?.firstError() ?? error));
    const seen = error instanceof CertificateRefused ? error.connection : opened?.connection;
    return leg({ failure, connection: withFailure(seen, failure, error) });
  } finally {
    clock.stop();
  }
}

/** Writes the request and lets undici read the answer, whose bytes are recorded on their way to it. */
async function converse(
  HttpClient: typeof Client,
  socket: Socket,
  bytes: Buffer,
  record: { readonly request: OutgoingRequest; sent: Buffer; readonly received: Buffer[] },
  { maxBodyBytes = LONGEST_BODY }: TravelOptions,
  clock: Clock,
): Promise<{ readonly cut?: true }> {
  const { push, write } = socket;
  const interim = new ContinueFilter();
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) {
      record.received.push(Buffer.from(chunk));
      return push.call(socket, interim.pass(chunk), encoding);
    }
    const held = chunk === null ? interim.end() : '';
    if (held.length > 0) push.call(socket, held);
    return push.call(socket, chunk, encoding);
  };
  // undici would write Host first and its own Connection: the request as it was captured takes the place of all it writes.
  socket.write = () => {
    if (record.sent.length > 0) return true;
    record.sent = bytes;
    return write.call(socket, bytes);
  };
  const client = new HttpClient(record.request.origin, {
    // undici expects to wait for a connection, and never asks whether it is still there.
    connect: (_options, callback) =>
      setImmediate(() =>
        socket.destroyed ? callback(new Error('the connection was closed'), null) : callback(null, socket),
      ),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const { body } = await client.request({
      method: record.request.method as 'GET',
      path: '/',
      signal: clock.signal,
    });
    clock.phase = 'reading the answer';
    let length = 0;
    for await (const chunk of body) {
      length += (chunk as Buffer).length;
      if (length > maxBodyBytes) return { cut: true };
    }
    return {};
  } finally {
    await client.destroy().catch(() => undefined);
    socket.destroy();
  }
}

/** The one time limit of a call, and what it is busy with when that is up. */
class Clock {
  phase = '';
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #interrupt = () =>
    this.#controller.abort(new Stopped(`stopped by the user while ${this.phase}`, 'other'));
  readonly #from: AbortSignal | undefined;

  constructor({ timeoutSeconds, signal }: TravelOptions) {
    const up = () =>
      this.#controller.abort(
        new Stopped(`timed out after ${timeoutSeconds} s while ${this.phase}`, 'timeout'),
      );
    this.#timer = setTimeout(up, timeoutSeconds * 1000);
    this.#from = signal;
    signal?.addEventListener('abort', this.#interrupt, { once: true });
    if (signal?.aborted) this.#interrupt();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#from?.removeEventListener('abort', this.#interrupt);
  }
}
