import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** More than any handshake takes. */
const KEPT_BYTES = 512 * 1024;

/** Stands between a socket and TLS, and keeps what came from the other side. */
export class Tap extends Duplex {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  #kept = 0;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      if (this.#kept < KEPT_BYTES) {
        this.#chunks.push(chunk);
        this.#kept += chunk.length;
      }
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
  }

  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
