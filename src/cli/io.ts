import { fstatSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { ReadStream, type WriteStream } from 'node:tty';
import { UsageError } from './usage-error.js';

/** Everything a command may touch outside itself, so that tests can call `main` in their own process. */
export interface Io {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Where a person answers: only there when standard input and standard error are terminals. */
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Calls the listener instead of ending the process, at the first Ctrl-C or where another program asks it to end;
   * returns how to stop listening.
   */
  onInterrupt(listener: () => void): () => void;
}

export interface Source {
  readonly isTTY: boolean;
  /** Opened on first use. */
  readonly stream: Readable;
}

export interface Sink {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  /**
   * Settles when all is written, or dropped because the reader went away (`| head -1`).
   *
   * @throws UsageError when there is no room, as on a full disk
   */
  write(text: string | Uint8Array): Promise<void>;
  /** Whether the reader went away: what is written from now on is dropped. */
  readonly readerGone?: boolean;
}

/** Keys come from one, questions go to the other. Both are opened on first use. */
export interface Terminal {
  /** Another stream after an end of input, which is only Ctrl-D. */
  readonly input: ReadStream;
  readonly output: WriteStream;
}

/** What reads the keys now. */
let keys: ReadStream | undefined;

/** What runs in the background of a shell gets no Ctrl-C. */
const ENDING = ['SIGINT', 'SIGTERM'] as const;

/** The running process. Its streams are opened late or not at all: each costs start-up time. */
export const processIo: Io = {
  stdin: {
    get isTTY() {
      return isTerminal(0);
    },
    get stream() {
      return process.stdin;
    },
  },
  stdout: sink(1),
  stderr: sink(2),
  terminal: {
    get input() {
      keys ??= process.stdin;
      // A terminal can be read on after Ctrl-D; Node's stream of it cannot.
      if (keys.readableEnded) keys = reopened();
      return keys;
    },
    get output() {
      return process.stderr;
    },
  },
  env: process.env,
  onInterrupt(listener) {
    for (const signal of ENDING) process.once(signal, listener);
    return () => {
      for (const signal of ENDING) process.off(signal, listener);
    };
  },
};

const STREAMS = { 0: () => process.stdin, 1: () => process.stdout, 2: () => process.stderr } as const;

/** Like `process.stdin`, it does not keep the process alive while nobody reads. */
function reopened(): ReadStream {
  const stream = new ReadStream(0);
  return stream.on('pause', () => stream.unref()).on('resume', () => stream.ref());
}

function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    // Only a character device can be one; to ask Node loads its network code.
    return fstatSync(descriptor).isCharacterDevice() && STREAMS[descriptor]().isTTY === true;
  } catch {
    // The descriptor was closed by whoever started this process.
    return false;
  }
}

function sink(descriptor: 1 | 2): Sink {
  let readerGone = false;
  return {
    get isTTY() {
      return isTerminal(descriptor);
    },
    get columns() {
      return isTerminal(descriptor) ? STREAMS[descriptor]().columns : undefined;
    },
    get readerGone() {
      return readerGone;
    },
    async write(text) {
      let rest = typeof text === 'string' ? Buffer.from(text) : text;
      while (rest.length > 0 && !readerGone) {
        try {
          rest = rest.subarray(writeSync(descriptor, rest));
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'EPIPE' || code === 'EBADF') readerGone = true;
          // A pipe that another program made non-blocking is full.
          else if (code === 'EAGAIN') await new Promise((resolve) => setTimeout(resolve, 5));
          else if (descriptor === 1) throw new UsageError(`Standard output cannot be written (${code}).`);
          // There is no place left where it could be said.
          else return;
        }
      }
    },
  };
}
