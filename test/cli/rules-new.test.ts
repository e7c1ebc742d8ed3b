import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor } from './built.js';

const shipped = fileURLToPath(new URL('../../rules', import.meta.url));

async function passes(cwd: string, words: readonly string[] = []): Promise<void> {
  for (const check of ['lint', 'test'])
    expect(await errdoctor(['rules', check, ...words], { cwd })).toMatchObject({ code: 0, stderr: '' });
}

describe('rules new', () => {
  it.each(['bankly', 'my-bank', 'true'])('writes a pack that passes at once: %s', async (pack) => {
    const cwd = emptyFolder();
    const { code, stdout } = await errdoctor(['rules', 'new', pack], { cwd });
    expect(code).toBe(0);
    const folder = join('.errdoctor/rules', pack);
    const files = ['pack.yaml', 'signature-refused.yaml', 'clock-drift.yaml'];
    expect(stdout).toBe(files.map((file) => `${join(folder, file)}\n`).join(''));
    await passes(cwd);
    expect(readFileSync(join(cwd, folder, 'pack.yaml'), 'utf8')).not.toMatch(/acmepay/i);
  });

  it('writes rules, into a new pack and into one that is there', async () => {
    const cwd = emptyFolder();
    for (const name of ['bankly/card-expired', 'bankly/limit-reached', 'other/no'])
      expect(await errdoctor(['rules', 'new', name], { cwd })).toMatchObject({ code: 0 });
    await passes(cwd);
    const { stdout } = await errdoctor(['LIMIT_REACHED'], { cwd });
    expect(stdout).toMatch(/^bankly\/limit-reached/);
  });

  it.each(['pandabase', 'axys', 'contro', 'partna', 'payfield'])(
    'fits its examples to the pack: one like %s',
    async (pack) => {
      const cwd = emptyFolder();
      mkdirSync(join(cwd, 'packs'));
      cpSync(join(shipped, pack), join(cwd, 'packs/copied'), { recursive: true });
      // Hosts and codes name a provider only when nobody else has them.
      const file = join(cwd, 'packs/copied/pack.yaml');
      const own = readFileSync(file, 'utf8').replaceAll(new RegExp(pack, 'gi'), 'copied');
      writeFileSync(
        file,
        own.replace(/\b((?:[\w-]+\.)+)(?:io|com|dev|co|ng|app|finance|xyz)\b/g, '$1example'),
      );
      const words = ['rules', 'new', 'copied/brand-new', '--rules', 'packs'];
      expect(await errdoctor(words, { cwd })).toMatchObject({ code: 0, stderr: '' });
      const { stdout } = await errdoctor(['rules', 'test', 'packs'], { cwd });
      expect(stdout).not.toContain('copied/brand-new');
    },
  );

  it.each([
    [[], "missing required argument 'id'"],
    [['Bankly'], 'is no id'],
    [['bankly/a/b'], 'is no id'],
    [['../bankly'], 'is no id'],
    [['pandabase/brand-new'], 'comes with errdoctor'],
    [['there'], 'exists. For a rule in it: there/CAUSE'],
    [['there/clock-drift'], 'clock-drift.yaml exists already'],
  ])('refuses %j', async (words, says) => {
    const cwd = emptyFolder();
    await errdoctor(['rules', 'new', 'there'], { cwd });
    const { code, stdout, stderr } = await errdoctor(['rules', 'new', ...words], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});
