import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, explained, folderWith, program, shell, succeeded } from './built.js';

const failed = succeeded.replace('200 OK', '401 Unauthorized').replace('{"things":[]}', explained);

describe('--tee', () => {
  it('copies standard input and reports on standard error', async () => {
    const { code, stdout, stderr } = await errdoctor(['--tee'], { input: explained });
    expect({ code, stdout }).toEqual({ code: 0, stdout: explained });
    expect(stderr).toContain('pandabase/timestamp-expired');
  });

  it('copies every byte, also of what cannot be read', async () => {
    const cwd = emptyFolder();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);
    writeFileSync(join(cwd, 'in.bin'), bytes);
    const { code, stderr } = await shell('errdoctor --tee < in.bin > out.bin', { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('binary data');
    expect(readFileSync(join(cwd, 'out.bin')).equals(bytes)).toBe(true);
  });

  it('passes on each piece as it arrives', async () => {
    const child = spawn(process.execPath, [program, '--tee'], { cwd: emptyFolder() });
    child.stdin.write('first\n');
    const [piece] = (await once(child.stdout, 'data')) as [Buffer];
    expect(piece.toString()).toBe('first\n');
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('reads to the end for its report when the next program has enough', async () => {
    // More than a pipe holds, and the failure comes last.
    const cwd = folderWith({ 'call.txt': `${succeeded.repeat(5_000)}${failed}` });
    const line = 'errdoctor --tee < call.txt | head -1; echo "$PIPESTATUS"';
    const { stdout, stderr } = await shell(line, { cwd });
    expect(stdout).toBe('> GET /v1/things HTTP/1.1\n0\n');
    expect(stderr).toContain('TIMESTAMP_EXPIRED');
  });

  it('does without standard output, and keeps the report out of it with -o', async () => {
    const cwd = folderWith({ 'call.json': explained });
    expect(await shell('errdoctor --tee < call.json >&-', { cwd })).toMatchObject({ code: 0, stdout: '' });
    const outcome = await errdoctor(['--tee', '--json', '-o', 'report.json'], { cwd, input: explained });
    expect(outcome).toEqual({ code: 0, stdout: explained, stderr: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')).summary.failed).toBe(1);
  });

  it('says when nothing arrived, and exits with 0', async () => {
    const { code, stdout, stderr } = await errdoctor(['--tee']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('Nothing arrived on standard input');
  });

  it.runIf(process.platform === 'linux')('does not hide that the copy could not be written', async () => {
    const { code, stderr } = await shell('errdoctor --tee > /dev/full', { input: explained });
    expect(code).toBe(2);
    expect(stderr).toBe('error: Standard output cannot be written (ENOSPC).\n');
  });

  it('is refused with files', async () => {
    const cwd = folderWith({ 'call.json': explained });
    const { code, stderr } = await errdoctor(['call.json', '--tee'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('--tee copies standard input');
  });
});
