import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Summary } from '../../../src/report/diagnosis.js';

const PROGRAM = fileURLToPath(new URL('examine-many.ts', import.meta.url));

interface Many {
  readonly summary: Summary;
  readonly kilobytes: readonly [half: number, all: number, end: number];
}

/** Examines many calls in a process of its own; undefined where it was killed, as soon as so many were saved. */
export async function examineMany(
  path: string,
  count: number,
  most: number,
  killedAfter?: number,
): Promise<Many | undefined> {
  const words = ['--import', 'tsx', PROGRAM, path, `${count}`, `${most}`];
  const program = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  program.stdout.on('data', (piece: Buffer) => {
    told += piece;
  });
  const ended = new Promise<void>((resolve) => program.once('close', () => resolve()));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (killedAfter !== undefined && !isOver) {
    const saved = await savedIn(path, killedAfter).catch(() => []);
    if (saved.length >= killedAfter) program.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await ended;
  return told === '' ? undefined : JSON.parse(told);
}

/**
 * The numbers of the calls in a HAR that grew, entry by entry: all of it would not fit into a string.
 *
 * @param most are read: of a file that still grows, the end may stay out of reach
 */
export async function savedIn(path: string, most = Number.POSITIVE_INFINITY): Promise<number[]> {
  const numbers: number[] = [];
  const input = createReadStream(path);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (!line.startsWith('{"startedDateTime"')) continue;
    if (line.includes('Canary4f1b9c27')) throw new Error('a secret was saved');
    const { request } = JSON.parse(line.replace(/,$/, ''));
    numbers.push(Number(/\d+$/.exec(request.url)?.[0]));
    if (numbers.length >= most) break;
  }
  input.destroy();
  return numbers;
}
