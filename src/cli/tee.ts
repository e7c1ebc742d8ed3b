import { pipeline, type Readable, Transform } from 'node:stream';
import type { Io } from './io.js';

/**
 * The same world with a branch in standard input: each chunk goes to standard output as it arrives, byte for byte,
 * and everything that would have been printed there goes to standard error. When the reader of standard output goes
 * away the input is still read to its end, because the report needs it.
 */
export function teed(io: Io): Io {
  let branch: Readable | undefined;
  return {
    ...io,
    stdout: io.stderr,
    stdin: {
      isTTY: io.stdin.isTTY,
      get stream() {
        branch ??= copyThrough(io);
        return branch;
      },
    },
  };
}

function copyThrough({ stdin, stdout }: Io): Readable {
  const copy = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      stdout.write(chunk).then(() => done(null, chunk), done);
    },
  });
  // What goes wrong on either side reaches the reader of the branch as its error.
  pipeline(stdin.stream, copy, () => {});
  return copy;
}
