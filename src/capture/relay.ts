import type { Socket } from 'node:net';
import { failureOf } from '../wire/failure.js';
import type { CallRecorder } from '../recording/call-recorder.js';
import { requestReader } from '../recording/framing.js';
import type { ReadHead } from '../recording/message-reader.js';

/** One end of a connection. */
export interface End {
  /** What is written to and read from: TLS where that is spoken. */
  readonly stream: Socket;
  /** The TCP connection below, which alone can be reset. */
  readonly tcp: Socket;
}

export interface RelayOptions {
  readonly client: End;
  readonly upstream: End;
  readonly recorder: CallRecorder;
  /** Gives the head of a request as it is to travel. */
  readonly rewriteHead?: ((head: ReadHead, bytes: Buffer) => Buffer) | undefined;
  /** Undefined where more may come; else resolves when there is room again for what has to be examined. */
  readonly admission?: (() => Promise<void> | undefined) | undefined;
}

/**
 * Passes bytes on in both directions until both ends are closed, at the pace of the slower end. An end of one side, its
 * half-close and its reset reach the other as they came; the recorder hears what travels. Never rejects.
 */
export async function relay({ client, upstream, recorder, ...options }: RelayOptions): Promise<void> {
  const rewriter = options.rewriteHead && new HeadRewriter(options.rewriteHead);
  const send = (bytes: Buffer) => {
    if (bytes.length === 0) return;
    recorder.sent(bytes);
    pass(bytes, client.stream, upstream.stream);
  };
  client.stream.on('data', (bytes: Buffer) => {
    send(rewriter ? rewriter.push(bytes) : bytes);
    const room = options.admission?.();
    if (!room) return;
    client.stream.pause();
    void room.then(() => upstream.stream.writableNeedDrain || client.stream.resume());
  });
  upstream.stream.on('data', (bytes: Buffer) => {
    recorder.received(bytes);
    pass(bytes, upstream.stream, client.stream);
    // What follows may look like the beginning of a request, and must not wait for the rest of one.
    if (rewriter && recorder.hasSwitched) send(rewriter.end());
  });
  onceEnded(client.stream, () => {
    if (rewriter) send(rewriter.end());
    recorder.sentEnd();
    upstream.stream.end();
  });
  onceEnded(upstream.stream, () => {
    recorder.receivedEnd();
    client.stream.end();
  });
  client.stream.on('error', () => {
    recorder.givenUp();
    reset(upstream);
    client.stream.destroy();
  });
  upstream.stream.on('error', (error) => {
    recorder.fail(failureOf(error));
    reset(client);
    // TLS tells of an alert and leaves the connection open.
    upstream.stream.destroy();
  });
  await Promise.all([
    closed(client.stream).then(() => {
      recorder.givenUp();
      // Where both have ended, what the client said last still goes out; else nobody is left to hear the answer.
      if (!client.stream.readableEnded || !upstream.stream.readableEnded) upstream.stream.destroy();
    }),
    closed(upstream.stream).then(() => {
      recorder.receivedEnd();
      if (!upstream.stream.readableEnded) client.stream.destroy();
    }),
  ]);
}

/** Ends a connection so that the other side sees that it broke (RFC 9293, section 3.5.2). */
export function reset({ stream, tcp }: End): void {
  // What is already being shut down cannot be reset, and Node would neither close it nor say so.
  if (stream.writableEnded || tcp.writableEnded) tcp.destroy();
  else if (!tcp.destroyed) tcp.resetAndDestroy();
  stream.destroy();
}

/** A side may have ended before anybody listened. */
function onceEnded(stream: Socket, then: () => void): void {
  if (stream.readableEnded) then();
  else stream.once('end', then);
}

/** Resolves when a socket is closed. */
export function closed(stream: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', () => resolve());
  });
}

/** Writes what came from one side to the other, which may take its time. */
export function pass(bytes: Buffer, from: Socket, to: Socket): void {
  if (to.destroyed || to.writableEnded || to.write(bytes)) return;
  from.pause();
  to.once('drain', () => from.resume());
}

/** Changes the heads of requests and nothing else. */
export class HeadRewriter {
  readonly #reader = requestReader();

  constructor(private readonly rewrite: NonNullable<RelayOptions['rewriteHead']>) {}

  push(bytes: Buffer): Buffer {
    const parts = [...this.#reader.push(bytes)];
    return Buffer.concat(
      parts.flatMap((part) => {
        if (part.is === 'end') return [];
        return part.is === 'head' ? this.rewrite(part.head, part.bytes) : part.bytes;
      }),
    );
  }

  /** What was held back of a head that never became whole. */
  end(): Buffer {
    return this.#reader.stop();
  }
}
