import { figure } from '../figure.js';
import type { Io } from './io.js';

/** What is done sooner needs no progress. */
const PATIENCE_MS = 1000;
const EVERY_MS = 250;

/** Tells on a terminal how far a large input is read: how much, how fast, how long it still takes. `end` wipes the line. */
export function streamProgress({ quiet }: { readonly quiet?: boolean }, { stderr }: Io) {
  const started = performance.now();
  let told = started + PATIENCE_MS - EVERY_MS;
  let records = 0;
  let length = 0;
  const shows = !quiet && stderr.isTTY;
  return {
    tell({ consumed, size }: { consumed: number; size: number | undefined }, more: number): void {
      records += more;
      const now = performance.now();
      if (!shows || now - told < EVERY_MS) return;
      told = now;
      const seconds = (now - started) / 1000;
      const parts = [`${figure(records)} records`, `${Math.round(consumed / 1e6 / seconds)} MB/s`];
      if (size) {
        const left = Math.ceil(((size - consumed) * seconds) / consumed);
        parts.push(`${Math.floor((100 * consumed) / size)} %`, `${left} s left`);
      }
      const line = parts.join(', ');
      void stderr.write(`\r${line.padEnd(length)}`);
      length = line.length;
    },
    end(): void {
      if (length > 0) void stderr.write(`\r${' '.repeat(length)}\r`);
      length = 0;
    },
  };
}
