import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, explained, folderWith, program, shell } from './built.js';

const codes = ['TIMESTAMP_EXPIRED', 'SIGNATURE_MISMATCH', 'NOT_IN_ANY_PACK'];
const call = (id: unknown, status = 401, code = codes[0]) =>
  JSON.stringify({
    id,
    request: {
      method: 'POST',
      url: 'https://api.pandabase.io/v2/platforms/intents',
      headers: { 'x-trace': id },
    },
    response: { status, body: status < 400 ? '{"ok":true}' : JSON.stringify({ ok: false, error: { code } }) },
  });

/** So much that threads answer it. */
const many = Array.from({ length: 1_402 }, (_, index) =>
  index % 7 === 0 ? `note ${index}` : call(index, index % 5 === 0 ? 401 : 200, codes[index % 3]),
);
const words = ['analyze', '-', '--id-field', 'id'];
const ids = (stdout: string) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).id);

describe('--id-field', () => {
  it('gives a line for each line, in order', async () => {
    const input = `${call('a')}\r\n\nnothing here\n${call('b', 200)}`;
    const { code, stdout, stderr } = await errdoctor(words, { input });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const lines = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: 'a', outcome: 'failed', causes: [{ id: 'pandabase/timestamp-expired' }] },
      { id: null, problem: 'The line is blank.' },
      { id: null, problem: 'The line tells of no HTTP call.' },
      { id: 'b', outcome: 'succeeded', causes: [] },
    ]);
  });

  it('says of a line what is said of it alone', async () => {
    const lines = [call('a'), call('b', 401, codes[1]), call('c', 500, codes[2]), explained];
    const { stdout } = await errdoctor(words, { input: lines.join('\n') });
    const together = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const alone = await Promise.all(
      lines.map(async (input) => {
        const { stdout } = await errdoctor(['analyze', '-', '--format', 'ndjson', '--stateless'], { input });
        return JSON.parse(stdout);
      }),
    );
    expect(together.map(({ id: _, ...diagnosis }) => diagnosis)).toEqual(alone);
  });

  it('is the same in threads, in parts and from files', async () => {
    const input = `${many.join('\n')}\n`;
    expect(input.length).toBeGreaterThan(200_000);
    const cwd = folderWith({ 'all.ndjson': input });
    const whole = await errdoctor(words, { input });
    expect(whole.code).toBe(4);
    expect(ids(whole.stdout)).toEqual(
      many.map((line) => (line.startsWith('{') ? JSON.parse(line).id : null)),
    );
    const inParts =
      'split -n l/3 all.ndjson part. && for part in part.*; do errdoctor analyze - --id-field id < $part; done';
    expect((await shell(inParts, { cwd })).stdout).toBe(whole.stdout);
    const files = await errdoctor(['analyze', 'part.aa', 'part.ab', '--id-field', 'id', '-o', 'out'], {
      cwd,
    });
    expect(files).toMatchObject({ code: 4, stdout: '', stderr: '' });
    const parts = ids(readFileSync(join(cwd, 'out'), 'utf8'));
    expect(parts).toEqual(ids(whole.stdout).slice(0, parts.length));
  });

  it('answers a line before the next arrives', async () => {
    const child = spawn(process.execPath, [program, ...words], { cwd: emptyFolder() });
    const lines = createInterface(child.stdout);
    child.stdin.write('\n');
    expect(JSON.parse(String(await once(lines, 'line')))).toHaveProperty('problem');
    for (const id of ['first', 'second', 'third']) {
      child.stdin.write(`${call(id)}\n`);
      const [line] = (await once(lines, 'line')) as [string];
      expect(JSON.parse(line).id).toBe(id);
    }
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([1, null]);
  });

  it('answers all that came in bulk while the input stays open', async () => {
    const child = spawn(process.execPath, [program, ...words], { cwd: emptyFolder() });
    const lines = createInterface(child.stdout);
    let last = '';
    const answered = new Promise<void>((resolve) => {
      let count = 0;
      lines.on('line', (line) => {
        last = line;
        if (++count === many.length) resolve();
      });
    });
    child.stdin.write(`${many.join('\n')}\n`);
    await answered;
    expect(JSON.parse(last).id).toBe(many.length - 1);
    child.stdin.write(`${call('after')}\n`);
    const [line] = (await once(lines, 'line')) as [string];
    expect(JSON.parse(line).id).toBe('after');
    child.stdin.end();
    await once(child, 'close');
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [program, ...words], { cwd: emptyFolder() });
    child.stdin.on('error', () => {}).write(`${call('a')}\n`);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    // Its end is never told: only the closed pipe can end it.
    child.stdin.write(`${many.join('\n')}\n`);
    const [stderr] = await Promise.all([once(child.stderr, 'end'), once(child, 'exit')]);
    expect({ stderr, signal: child.signalCode }).toEqual({ stderr: [], signal: null });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends after the line at work at %s', async (signal) => {
    const child = spawn(process.execPath, [program, ...words], { cwd: emptyFolder() });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stdin.write(`${call('a')}\n`);
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(ids(stdout)).toEqual(['a']);
  });

  it('counts what could not be read in its exit code', async () => {
    expect(await errdoctor(words, { input: '' })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await errdoctor(words, { input: call('a', 200) })).code).toBe(0);
    expect((await errdoctor(words, { input: 'nothing\n' })).code).toBe(2);
    expect((await errdoctor([...words, '--exit-zero'], { input: call('a') })).code).toBe(0);
    const cwd = folderWith({ 'cut.gz': gzipSync(`${call('a')}\n${call('b')}\n`).subarray(0, -4) });
    const cut = await errdoctor(['analyze', 'cut.gz', '--id-field', 'id'], { cwd });
    expect({ code: cut.code, ids: ids(cut.stdout) }).toEqual({ code: 2, ids: ['a', 'b'] });
    expect(cut.stderr).toMatch(/^error: The packed data is cut off/);
    const missing = await errdoctor(['analyze', 'missing.ndjson', '--id-field', 'id']);
    expect(missing).toEqual({ code: 2, stdout: '', stderr: 'error: There is no file missing.ndjson.\n' });
  });

  it('is refused beside what looks at more than one line', async () => {
    for (const other of [
      ['--json'],
      ['--format', 'text'],
      ['--entry', '2'],
      ['--good', 'x'],
      ['--tee'],
      ['--network'],
    ]) {
      const { code, stderr } = await errdoctor([...words, ...other], { input: call('a') });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: --id-field /);
    }
  });

  it('states, proves and hides like a single analysis', async () => {
    const env = { SHOP_SECRET: 'errdoctor-example-secret-1' };
    const input = `${call('errdoctor-example-secret-1')}\n${call('b', 401, codes[1])}\n`;
    const { stdout } = await errdoctor([...words, '--secret-env', 'SHOP_SECRET', '--env', 'sandbox'], {
      input,
      env,
    });
    expect(stdout).not.toContain('example-secret-1');
    expect(ids(stdout)[1]).toBe('b');
  });
});
