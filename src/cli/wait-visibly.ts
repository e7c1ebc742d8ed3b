import { complain } from './complain.js';
import type { Io } from './io.js';

/**
 * Waits, and tells on standard error why and until when: a line that counts down on a terminal, one note elsewhere.
 * Ends early when the signal says so.
 */
export async function waitVisibly(
  seconds: number,
  why: string,
  signal: AbortSignal,
  { quiet }: { readonly quiet?: boolean },
  io: Io,
): Promise<void> {
  const { stderr } = io;
  const until = Date.now() + seconds * 1000;
  if (!quiet) {
    const at = new Date(until).toISOString().slice(11, 19);
    await complain(io, `note: ${why}; next try at ${at} UTC, in ${Math.ceil(seconds)} s\n`);
  }
  for (let left = seconds; left > 0 && !signal.aborted; left = (until - Date.now()) / 1000) {
    if (!quiet && stderr.isTTY) await stderr.write(`\rwaiting ${Math.ceil(left)} s `);
    await pause(Math.min(left, 1) * 1000, signal);
  }
  if (!quiet && stderr.isTTY) await stderr.write(`\r${' '.repeat(24)}\r`);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
