import { figure } from '../figure.js';
import type { Io } from './io.js';

/** A search that takes no longer needs no progress. */
const PATIENCE_MS = 500;
const EVERY_MS = 100;

/**
 * Tells on standard error how far the search for a signing mistake is: a line that renews itself on a terminal, one
 * note elsewhere. `end` wipes the line.
 */
export function searchProgress({ quiet }: { readonly quiet?: boolean }, { stderr }: Io) {
  let started: number | undefined;
  let told = 0;
  let length = 0;
  return {
    tell(tried: number, of: number): void {
      const now = performance.now();
      started ??= now;
      if (quiet || now - started < PATIENCE_MS || (told > 0 && (!stderr.isTTY || now - told < EVERY_MS)))
        return;
      told = now;
      const line = `searching for the signing mistake: ${figure(tried)} of about ${figure(of)} candidates`;
      void stderr.write(stderr.isTTY ? `\r${line.padEnd(length)}` : `note: ${line}\n`);
      length = line.length;
    },
    end(): void {
      if (stderr.isTTY && length > 0) void stderr.write(`\r${' '.repeat(length)}\r`);
    },
  };
}
