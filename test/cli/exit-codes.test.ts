import { describe, expect, it } from 'vitest';
import { errdoctor, explained, folderWith, succeeded } from './built.js';

describe('the exit code', () => {
  it('is 0 when nothing failed', async () => {
    expect(await errdoctor(['-'], { input: succeeded })).toMatchObject({ code: 0, stderr: '' });
  });

  it('is 1 when every failure has a cause that says what to change', async () => {
    expect(await errdoctor(['analyze', '-'], { input: explained })).toMatchObject({ code: 1, stderr: '' });
  });

  it('is 4 when a failure has nothing better than a fallback', async () => {
    expect((await errdoctor(['--status', '404'])).code).toBe(4);
  });

  it('is 0 with --exit-zero, whatever was diagnosed', async () => {
    expect((await errdoctor(['-', '--exit-zero'], { input: explained })).code).toBe(0);
  });

  it('is 2 for bad usage and for input that cannot be read, --exit-zero or not', async () => {
    const cwd = folderWith({ 'note.txt': 'Dear diary, nothing happened today.\n' });
    for (const words of [['--unknown'], ['analyze', 'note.txt'], ['analyze', 'note.txt', '--exit-zero']]) {
      const { code, stdout, stderr } = await errdoctor(words, { cwd });
      expect({ words, code, stdout }).toEqual({ words, code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: /);
    }
  });
});
