import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Io, Sink } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { noTerminal } from '../support/in-process.js';
import { explained } from './built.js';

interface Recorded extends Io {
  readonly said: { out: string; err: string };
}

function recorder(
  input: string | Readable,
  { terminal = false, redirected = false, breaks = false } = {},
): Recorded {
  const said = { out: '', err: '' };
  const sink = (name: 'out' | 'err', fails: boolean): Sink => ({
    isTTY: terminal,
    columns: terminal ? 80 : undefined,
    write: async (text) => {
      if (fails) throw new Error('the disk is full, token=errdoctor_example_5f2c9a71d04b8e36');
      said[name] += text;
    },
  });
  return {
    said,
    stdin: {
      isTTY: terminal,
      stream: typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input,
    },
    stdout: { ...sink('out', breaks), ...(redirected && { isTTY: false }) },
    stderr: sink('err', false),
    terminal: noTerminal,
    env: {},
    onInterrupt: () => () => {},
  };
}

describe('main', () => {
  it('prints the short help when there is nothing to do and what it says goes elsewhere', async () => {
    const io = recorder('', { terminal: true, redirected: true });
    expect(await main([], io)).toBe(0);
    expect(io.said.out).toMatch(/^Usage: errdoctor/);
  });

  it('does not wait for a terminal when a failure is stated', async () => {
    const io = recorder(new PassThrough(), { terminal: true });
    expect(await main(['--status', '404'], io)).toBe(4);
    expect(io.said.out).toContain('404');
  });

  it('asks for a capture when analyze has none and a terminal', async () => {
    const io = recorder(new PassThrough(), { terminal: true });
    expect(await main(['analyze'], io)).toBe(2);
    expect(io.said.err).toContain('Name a capture');
  });

  it('colours what people read on a terminal', async () => {
    const io = recorder(explained, { terminal: true });
    await main(['-'], io);
    expect(io.said.out).toContain('\u001b[');
  });

  it('gives 3 and one masked sentence when something unexpected breaks', async () => {
    const io = recorder(explained, { breaks: true });
    expect(await main(['-'], io)).toBe(3);
    expect(io.said.err).toMatch(/^errdoctor itself broke, .*the disk is full.*-v.*\n$/);
    expect(io.said.err).not.toContain('5f2c9a71d04b8e36');
    expect(io.said.err).not.toMatch(/\n {4}at /);
  });

  it('shows where with -v', async () => {
    const io = recorder(explained, { breaks: true });
    expect(await main(['-', '-v'], io)).toBe(3);
    expect(io.said.err).toMatch(/\n {4}at /);
  });

  it('diagnoses what had arrived when Ctrl-C is pressed', async () => {
    const stream = new PassThrough();
    const listeners: (() => void)[] = [];
    const io = {
      ...recorder(stream),
      onInterrupt: (listener: () => void) => {
        listeners.push(listener);
        return () => {};
      },
    };
    const running = main(['-'], io);
    stream.write(explained);
    while (listeners.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    for (const listener of listeners) listener();
    expect(await running).toBe(1);
    expect(io.said.out).toContain('TIMESTAMP_EXPIRED');
  });
});
