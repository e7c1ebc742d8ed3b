import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errdoctor, explained, folderWith, shell } from './built.js';

const colours = '\u001b[';

describe('output', () => {
  it('ends quietly when the reader goes away', async () => {
    // More than a pipe holds, so that most of it is still to be written when the reader leaves.
    const cwd = folderWith({ 'calls.ndjson': `${explained}\n`.repeat(500) });
    const line = 'errdoctor calls.ndjson --json | head -1; echo "$PIPESTATUS"';
    expect(await shell(line, { cwd })).toEqual({ code: 0, stdout: '{\n1\n', stderr: '' });
  });

  it('keeps the verdict when the reader goes away before the report', async () => {
    const cwd = folderWith({ 'call.json': explained });
    const { stdout, stderr } = await shell('errdoctor call.json | true; echo "$PIPESTATUS"', { cwd });
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' });
  });

  it('does without standard output', async () => {
    const cwd = folderWith({ 'call.json': explained });
    expect(await shell('errdoctor call.json >&-', { cwd })).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  it('goes to a file with -o, without colours', async () => {
    const cwd = folderWith({ 'call.json': explained });
    const env = { FORCE_COLOR: '1' };
    const { code, stdout } = await errdoctor(['call.json', '-o', 'report.txt'], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const report = readFileSync(join(cwd, 'report.txt'), 'utf8');
    expect(report).toContain('TIMESTAMP_EXPIRED');
    expect(report).not.toContain(colours);
  });

  it.each([
    ['no/such/folder.txt', 'ENOENT'],
    ['.', 'EISDIR'],
    ['call.json/report.txt', 'ENOTDIR'],
  ])('says where a report cannot be written: %s', async (path, why) => {
    const cwd = folderWith({ 'call.json': explained });
    const { code, stderr } = await errdoctor(['call.json', '-o', path], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(`error: The report cannot be written to ${path} (${why}).\n`);
  });

  it.runIf(process.platform === 'linux')('says when there is no room for it', async () => {
    const { code, stderr } = await shell('errdoctor - > /dev/full', { input: explained });
    expect(code).toBe(2);
    expect(stderr).toBe('error: Standard output cannot be written (ENOSPC).\n');
    expect((await shell('errdoctor - 2> /dev/full', { input: explained })).code).toBe(1);
  });

  it('prints one JSON object a line with ndjson', async () => {
    const cwd = folderWith({ 'a.json': explained, 'b.json': explained });
    const { stdout } = await errdoctor(['a.json', 'b.json', '-f', 'ndjson'], { cwd });
    const files = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).source.file);
    expect(files).toEqual(['a.json', 'b.json']);
  });

  it.each([
    ['a pipe', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR before FORCE_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    ['--color always', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['--color never', ['--color', 'never'], { FORCE_COLOR: '1' }, false],
  ])('is coloured or not: %s', async (_, words, env, expected) => {
    const { stdout } = await errdoctor(['-', ...words], { input: explained, env });
    expect(stdout.includes(colours)).toBe(expected);
  });
});
