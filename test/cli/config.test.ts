import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, explained } from './built.js';

const template = fileURLToPath(new URL('../../rules', import.meta.url));

function configured(config: string): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, '.errdoctor'));
  mkdirSync(join(folder, 'deep/deeper'), { recursive: true });
  writeFileSync(join(folder, '.errdoctor/config.yaml'), config);
  return folder;
}

const throughGateway = (host: string) =>
  `> GET /v2/things HTTP/1.1\n> Host: ${host}\n>\n< HTTP/1.1 503 Service Unavailable\n<\n{"message":"x"}\n`;

describe('.errdoctor/config.yaml', () => {
  it('gives defaults, in the folder and below it, and the command line wins', async () => {
    const folder = configured('format: json\nexit-zero: true\n');
    for (const cwd of [folder, join(folder, 'deep/deeper')]) {
      const { code, stdout } = await errdoctor(['-'], { cwd, input: explained });
      expect(code).toBe(0);
      expect(JSON.parse(stdout).summary.failed).toBe(1);
    }
    const { stdout } = await errdoctor(['analyze', '-f', 'text'], { cwd: folder, input: explained });
    expect(stdout).toContain('  answer ');
  });

  it('is the nearest one', async () => {
    const folder = configured('format: ndjson\n');
    mkdirSync(join(folder, 'deep/.errdoctor'));
    writeFileSync(join(folder, 'deep/.errdoctor/config.yaml'), 'format: json\n');
    const { stdout } = await errdoctor(['-'], { cwd: join(folder, 'deep/deeper'), input: explained });
    expect(JSON.parse(stdout)).toHaveProperty('summary');
  });

  it('names rules by paths from its own folder, and further ones are added', async () => {
    const folder = configured('rules: packs\n');
    mkdirSync(join(folder, 'packs/company'), { recursive: true });
    for (const file of ['pack.yaml', 'clock-drift.yaml'])
      writeFileSync(
        join(folder, 'packs/company', file),
        readFileSync(join(template, '_template', file), 'utf8'),
      );
    const cwd = join(folder, 'deep');
    expect((await errdoctor(['company/clock-drift'], { cwd })).stdout).toMatch(/^company\/clock-drift/);
    const words = ['company/clock-drift', '--rules', '../packs', '-q'];
    expect((await errdoctor(words, { cwd })).code).toBe(0);
  });

  it('recognises a gateway as the provider behind it', async () => {
    const gateways = ['Pay.Gateway.example.net', '"*.pay.example.net"'];
    const cwd = configured(
      `hosts:\n${gateways.map((host) => `  ${host}: { provider: pandabase, env: production }\n`).join('')}`,
    );
    for (const host of ['pay.gateway.example.net', 'eu.pay.example.net']) {
      const { stdout } = await errdoctor(['--json'], { cwd, input: throughGateway(host) });
      expect(JSON.parse(stdout).diagnoses[0].provider).toMatchObject({
        id: 'pandabase',
        recognisedBy: ['host'],
      });
    }
    const { stdout } = await errdoctor(['--json'], { cwd, input: throughGateway('other.example.net') });
    expect(JSON.parse(stdout).diagnoses[0].provider).toBe(null);
  });

  it('may be empty', async () => {
    expect((await errdoctor(['-'], { cwd: configured('# nothing yet\n'), input: explained })).code).toBe(1);
  });

  it('is not read for help and the version', async () => {
    const cwd = configured('formt: json\n');
    for (const word of ['--help', '--version']) expect((await errdoctor([word], { cwd })).code).toBe(0);
  });

  it.each([
    ['formt: json', ':1:8: there is no option "formt". Did you mean "format"?'],
    ['limit: many', ':1:8: "limit": Expected a whole number.'],
    ['format: pdf', ':1:9: "format" is one of '],
    ['all: sometimes', ':1:6: "all" is either true or false'],
    ['env: [a, b]', ':1:6: "env" takes one value'],
    ['env: { a: b }', ':1:6: "env" needs a text'],
    ['output: report.txt', ':1:9: "output" cannot stand here: what writes a file'],
    ['json: true', ':1:7: "json" cannot stand here: write "format: json"'],
    ['- format', ':1:1: the file holds names with values'],
    ['format: [', ':1:'],
    ['color: &c never\nformat: *c', ':2:9: uses the alias *c'],
    ['hosts: [a.example]', ':1:8: hosts holds names with values'],
    ['hosts: { "https://a.example/": { provider: axys } }', 'is no host: write'],
    ['hosts: { a.example: { env: sandbox } }', '"a.example" needs a provider'],
    ['hosts: { a.example: { provder: axys } }', 'Did you mean "provider"?'],
    ['hosts: { a.example: { provider: axsy } }', 'Did you mean "axys"?'],
  ])('with a fault stops the run: %s', async (config, says) => {
    const { code, stdout, stderr } = await errdoctor(['-'], { cwd: configured(config), input: explained });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('never holds a secret', async () => {
    const secret = 'errdoctor_example_5f2c9a71d04b8e36';
    for (const config of [`secret: ${secret}`, `api-key: ${secret}`, `message: "token=${secret}"`]) {
      const { code, stderr } = await errdoctor(['-'], { cwd: configured(config), input: explained });
      expect(code).toBe(2);
      expect(stderr).toContain('a secret does not belong into this file');
      expect(stderr).not.toContain(secret);
    }
  });

  it('is documented with an example that works', async () => {
    const page = readFileSync(new URL('../../docs/config.md', import.meta.url), 'utf8');
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const cwd = configured(example.replace('../company/errdoctor-rules', 'deep/deeper'));
    const { code, stderr } = await errdoctor(['-', '-f', 'json'], { cwd, input: explained });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});
