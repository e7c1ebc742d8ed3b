import type { ChildProcess } from 'node:child_process';
import { expect, it } from 'vitest';
import { runProgram } from '../../src/program/run-program.js';

const { env } = process;

it('gives the exit code of a program, or that of a shell for the signal that ended it', async () => {
  expect(await runProgram(['sh', '-c', 'exit 7'], { env })).toBe(7);
  expect(await runProgram(['sh', '-c', 'kill -TERM $$'], { env })).toBe(143);
});

it('waits for a program that may not be sent signals', async () => {
  const refused = Object.assign(new Error('kill EPERM'), { code: 'EPERM', syscall: 'kill' });
  const attach = (child: ChildProcess) =>
    child.once('spawn', () => child.emit('error', refused) && child.emit('error', refused));
  expect(await runProgram(['sh', '-c', 'exit 7'], { env, attach })).toBe(7);
});

it.each([
  ['no-such-program', 127],
  ['/', 126],
])('tells why it cannot start %s', async (name, exit) => {
  await expect(runProgram([name], { env })).rejects.toMatchObject({ exit });
});
