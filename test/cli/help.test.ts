import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.generated.js';
import { errdoctor } from './built.js';

describe('the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

  it('lists every command, and none that is not there', () => {
    const names = commands.flatMap(({ name, commands: inner }) =>
      inner ? inner.map((one) => `${name} ${one.name}`) : [name],
    );
    const table = /## Commands\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
    const listed = [...table.matchAll(/(?:^\| |, )`(?:errdoctor )?([a-z]+(?: [a-z]+)?)(?= |`)/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'errdoctor');
    expect(listed.sort()).toEqual(names.sort());
  });

  it('lists every option', () => {
    const table = /## Options\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
    for (const { flags } of commands.flatMap(({ options = [] }) => options)) {
      const [, name] = /(--[a-z-]+)/.exec(flags) ?? [];
      if (name !== '--quiet' && name !== '--verbose') expect(table).toContain(name);
    }
  });

  it('shows the report that its example prints', async () => {
    const [, file = '', shown = ''] = /\$ npx errdoctor (\S+)\n([\s\S]*?)```/.exec(readme) ?? [];
    const { stdout } = await errdoctor(['analyze', file], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    });
    const lines = shown.split('\n').filter((line) => !line.endsWith('…'));
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(lines));
    expect(lines.length).toBeGreaterThan(10);
  });
});

describe('help', () => {
  it('lists every command', async () => {
    const { code, stdout, stderr } = await errdoctor(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name, summary } of commands)
      expect(stdout).toMatch(new RegExp(`^ +${name} +${summary}$`, 'm'));
  });

  it('is the same by "help" and by "--help"', async () => {
    expect(await errdoctor(['help', 'analyze'])).toEqual(await errdoctor(['analyze', '--help']));
  });

  it('shows the options of a command', async () => {
    const { stdout } = await errdoctor(['analyze', '--help']);
    for (const flag of ['-p, --provider', '-f, --format', '--exit-zero', '--rules'])
      expect(stdout).toContain(flag);
    for (const format of ['"json"', '"markdown"', '"text"']) expect(stdout).toContain(format);
  });

  it('fits into 100 columns', async () => {
    const texts = await Promise.all(
      [[], ['analyze'], ['explain'], ['rules'], ['rules', 'lint']].map((words) =>
        errdoctor([...words, '--help']),
      ),
    );
    for (const { stdout } of texts) {
      expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    }
  });

  it('tells the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    for (const flag of ['--version', '-V']) expect((await errdoctor([flag])).stdout).toBe(`${version}\n`);
  });
});
