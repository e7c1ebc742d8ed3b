import type { Socket } from 'node:net';

/** Reads messages with a field `X-Bytes` from a socket, whole or as far as they come. */
export class MessageStream {
  #bytes = Buffer.alloc(0);
  readonly #pieces: Buffer[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    socket.on('data', (bytes: Buffer) => {
      this.#pieces.push(bytes);
      this.#wake();
    });
    for (const event of ['end', 'error', 'close'])
      socket.once(event, () => {
        this.#isOver = true;
        this.#wake();
      });
  }

  /** All of the next message, or `part` of it: its head and half of what follows; less where the connection ends before. */
  async next(part: 'whole' | 'half' = 'whole'): Promise<Buffer> {
    for (;;) {
      this.#bytes = Buffer.concat([this.#bytes, ...this.#pieces.splice(0)]);
      const end = this.#bytes.indexOf('\r\n\r\n') + 4;
      const length = Number(/^X-Bytes: (\d+)/m.exec(this.#bytes.toString('latin1', 0, end))?.[1]);
      const wanted = end > 3 ? end + (part === 'whole' ? length : length >> 1) : Number.POSITIVE_INFINITY;
      if (this.#bytes.length >= wanted || this.#isOver) {
        const message = this.#bytes.subarray(0, wanted);
        if (part === 'whole') this.#bytes = this.#bytes.subarray(message.length);
        return message;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
