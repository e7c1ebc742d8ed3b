import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A way for another program to hand over what it writes to a file. */
export interface Channel {
  /** The name under which the program opens it. */
  readonly path: string;
  /** Call it when the program has ended; resolves when all that it wrote was handed over and nothing is left on disk. */
  finish(): Promise<void>;
}

/**
 * A named pipe in a folder of its own, so that no byte of what passes ever lies on a disk. Where pipes have no names
 * (Windows) it is a file, read when the program has ended.
 *
 * @param receive gets each piece as it comes
 */
export function openChannel(receive: (piece: Buffer) => void): Channel {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-'));
  try {
    return pipeIn(folder, receive) ?? fileIn(folder, receive);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function pipeIn(folder: string, receive: (piece: Buffer) => void): Channel | undefined {
  const path = join(folder, 'trace');
  try {
    execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // As long as somebody may write, the reader does not see an end before the program has opened its side.
  const writer = openSync(path, constants.O_WRONLY);
  const socket = new Socket({ fd: reader, readable: true, writable: false });
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', receive).on('error', () => socket.destroy());
  return {
    path,
    async finish() {
      closeSync(writer);
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PIECE = 64 * 1024;

/** A file that only its owner may read, in a folder that only its owner may enter. */
export function fileIn(folder: string, receive: (piece: Buffer) => void): Channel {
  const path = join(folder, 'trace');
  writeFileSync(path, '', { mode: 0o600 });
  return {
    path,
    async finish() {
      const file = openSync(path, 'r');
      try {
        for (let length = -1; length !== 0; ) {
          const piece = Buffer.alloc(PIECE);
          length = readSync(file, piece, 0, PIECE, null);
          if (length > 0) receive(piece.subarray(0, length));
        }
      } finally {
        closeSync(file);
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
