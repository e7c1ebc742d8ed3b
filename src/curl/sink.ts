import { closeSync, openSync, writeSync } from 'node:fs';
import type { TracePlan } from './trace-plan.js';

/** Writes in order, each piece after the one before. */
export interface OrderedSink {
  write(latin1: string): void;
  /** Resolves when all is written; the note says what could not be. */
  finish(): Promise<{ readonly note?: string }>;
}

type Stream = (to: 'stdout' | 'stderr', bytes: Uint8Array) => Promise<void>;

/** @param isTrace a file of a trace is made anew, the one of `--stderr` curl has begun itself */
export function openSink(sink: TracePlan['sink'], isTrace: boolean, write: Stream): OrderedSink {
  return sink.is === 'file'
    ? fileSink(sink.path, isTrace ? 'w' : 'a', streamSink('stderr', write))
    : streamSink(sink.is, write);
}

function streamSink(to: 'stdout' | 'stderr', write: Stream): OrderedSink {
  let written = Promise.resolve();
  return {
    write(latin1) {
      written = written.then(() => write(to, Buffer.from(latin1, 'latin1')));
    },
    async finish() {
      await written;
      return {};
    },
  };
}

/** Opened with the first piece, as curl does; where that fails all goes to standard error, as it does with curl. */
function fileSink(path: string, flags: 'w' | 'a', instead: OrderedSink): OrderedSink {
  let file: number | undefined;
  let failure: string | undefined;
  const attempt = (step: () => void) => {
    try {
      step();
    } catch (error) {
      failure = (error as NodeJS.ErrnoException).code ?? 'unknown';
    }
  };
  return {
    write(latin1) {
      if (failure === undefined && file === undefined)
        attempt(() => {
          file = openSync(path, flags);
        });
      if (file === undefined) return instead.write(latin1);
      if (failure !== undefined) return;
      const bytes = Buffer.from(latin1, 'latin1');
      attempt(() => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file as number, bytes, at);
      });
    },
    async finish() {
      await instead.finish();
      if (file !== undefined) closeSync(file);
      return failure === undefined ? {} : { note: `${path} could not be written (${failure})` };
    },
  };
}
