import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, explained } from './built.js';

const template = fileURLToPath(new URL('../../rules/_template', import.meta.url));

describe('rules', () => {
  it('list prints every cause of a pack, and of all packs', async () => {
    const one = (await errdoctor(['rules', 'list', 'http'])).stdout.trimEnd().split('\n');
    expect(one.length).toBeGreaterThan(10);
    expect(one.every((line) => /^http\/[a-z0-9-]+ +\S/.test(line))).toBe(true);
    expect((await errdoctor(['rules', 'list'])).stdout.split('\n').length).toBeGreaterThan(100);
  });

  it('schema prints JSON Schemas, and reports are of theirs', async () => {
    const schemas = await Promise.all(
      ['rule', 'pack', 'report', 'triage'].map((name) => errdoctor(['rules', 'schema', name])),
    );
    const [rule, pack, report, triage] = schemas.map(({ stdout }) => JSON.parse(stdout));
    expect([rule.$id, pack.$id, report.$id, triage.$id].every((id) => typeof id === 'string')).toBe(true);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(report);
    validate(JSON.parse((await errdoctor(['--json'], { input: explained })).stdout));
    expect(validate.errors).toBe(null);
  });

  it('lint and test ask for a pack when there is none', async () => {
    for (const name of ['lint', 'test']) {
      const { code, stderr } = await errdoctor(['rules', name]);
      expect(code).toBe(2);
      expect(stderr).toContain('There is no pack in .errdoctor/rules');
    }
  });
});

describe('packs of one’s own', () => {
  let cwd: string;
  const pack = () => join(cwd, '.errdoctor/rules/acmepay');

  beforeEach(() => {
    cwd = emptyFolder();
    mkdirSync(join(cwd, '.errdoctor/rules'), { recursive: true });
    cpSync(template, pack(), { recursive: true });
  });

  it('pass lint and their own examples, as the template does', async () => {
    expect(await errdoctor(['rules', 'lint'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await errdoctor(['rules', 'test'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  });

  it('are read by themselves, and with --rules from anywhere', async () => {
    expect((await errdoctor(['acmepay/clock-drift'], { cwd })).stdout).toMatch(/^acmepay\/clock-drift/);
    const elsewhere = await errdoctor([
      'explain',
      'acmepay/clock-drift',
      '--rules',
      join(cwd, '.errdoctor/rules'),
    ]);
    expect(elsewhere.stdout).toMatch(/^acmepay\/clock-drift/);
  });

  it('are told where they are faulty, and what is sound is used', async () => {
    writeFileSync(join(pack(), 'faulty.yaml'), 'title: A rule without anything else\nwhen: { code: X }\n');
    const lint = await errdoctor(['rules', 'lint'], { cwd });
    expect(lint.code).toBe(1);
    expect(lint.stdout).toMatch(/faulty\.yaml:\d+:\d+: /);
    const explain = await errdoctor(['acmepay/clock-drift', '--color', 'never'], { cwd });
    expect(explain).toMatchObject({ code: 0 });
    expect(explain.stderr).toMatch(/^note: .*faulty\.yaml:\d+:\d+: /);
  });

  it('are told which of their examples do not come out', async () => {
    const file = join(pack(), 'clock-drift.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^when: .*$/m, 'when: { code: SOMETHING_ELSE }'));
    const { code, stdout } = await errdoctor(['rules', 'test'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('expected to lead');
  });

  it('say which folder is missing', async () => {
    const { code, stderr } = await errdoctor(['--rules', 'nowhere', '--status', '404']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no folder nowhere');
  });
});
