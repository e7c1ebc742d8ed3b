import type { Readable, Writable } from 'node:stream';

export type Terminal<Stream> = Stream & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything a command may touch outside itself, so that tests can call `main` in their own process. */
export interface Io {
  readonly stdin: Terminal<Readable>;
  readonly stdout: Terminal<Writable>;
  readonly stderr: Terminal<Writable>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls the listener at the first Ctrl-C instead of ending the process; returns how to stop listening. */
  onInterrupt(listener: () => void): () => void;
}

/** The running process. Streams are opened on first use: each costs start-up time. */
export const processIo: Io = {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  env: process.env,
  onInterrupt(listener) {
    process.once('SIGINT', listener);
    return () => process.off('SIGINT', listener);
  },
};

/**
 * Writes text and waits until the reader took it. A reader that went away (`| head -1`) is no error:
 * the rest is dropped in silence.
 *
 * @throws the stream's own error, for anything but a closed pipe
 */
export async function write(stream: Writable, text: string): Promise<void> {
  if (text === '' || stream.destroyed) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: NodeJS.ErrnoException | null) => {
      if (error && error.code !== 'EPIPE') reject(error);
      else resolve();
    };
    stream.once('error', settle);
    stream.write(text, (error) => {
      // The error event follows the callback: the listener may leave only when there was none.
      if (!error) stream.off('error', settle);
      settle(error);
    });
  });
}
