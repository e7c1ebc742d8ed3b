import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCurl } from '../support/curl.js';

/** What the real curl shows of a call, to the byte. */
export async function traced(...args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-traced-'));
  const file = join(folder, 'call.txt');
  await runCurl(['-sS', '-o', '/dev/null', '--trace', file, ...args]);
  const text = readFileSync(file, 'latin1');
  rmSync(folder, { recursive: true });
  return text;
}
