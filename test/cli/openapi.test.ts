import { describe, expect, it } from 'vitest';
import { call } from '../openapi/held.js';
import { shop } from '../openapi/shop.js';
import { errdoctor, folderWith } from './built.js';

const wrong = call({ request: 'POST /v1/orders', body: '{"amount":"5","currency":"EUR"}', status: 422 });

describe('--openapi', () => {
  it('quotes the call and the description', async () => {
    const cwd = folderWith({ 'call.txt': wrong, 'api.yaml': shop });
    const { code, stdout, stderr } = await errdoctor(['call.txt', '--openapi', 'api.yaml'], { cwd });
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toContain('proven  http/openapi-body');
    expect(stdout).toMatch(
      /call\.txt:\d+ \| > \{"amount":"5".*\n +\| +\^ amount is a text, not a whole number/,
    );
    expect(stdout).toMatch(/api\.yaml:\d+ \| +amount: \{ type: integer, minimum: 1 \}\n +\| +\^{7} /);
  });

  it('can stand in the configuration, relative to its folder', async () => {
    const cwd = folderWith({ 'call.txt': wrong, 'api.yaml': shop });
    const { mkdirSync, writeFileSync } = await import('node:fs');
    mkdirSync(`${cwd}/.errdoctor`);
    writeFileSync(`${cwd}/.errdoctor/config.yaml`, 'openapi: api.yaml\n');
    const { stdout } = await errdoctor(['call.txt', '--json'], { cwd });
    expect(JSON.parse(stdout).diagnoses[0].causes[0].id).toBe('http/openapi-body');
  });

  it.each([
    ['a file that is not there', {}, /There is no file api\.yaml/],
    ['Swagger 2.0', { 'api.yaml': 'swagger: "2.0"\npaths: {}\n' }, /Swagger 2\.0/],
    ['a later version', { 'api.yaml': 'openapi: 4.0.0\npaths: { /a: {} }\n' }, /OpenAPI 4\.0\.0/],
    ['no paths', { 'api.yaml': 'openapi: 3.1.0\npaths: {}\n' }, /describes no paths/],
    ['no description', { 'api.yaml': 'a: b\n' }, /no member "openapi"/],
    ['a list', { 'api.yaml': '- a\n' }, /no API description/],
    ['neither JSON nor YAML', { 'api.yaml': 'openapi: "3.1.0\n' }, /neither as JSON nor as YAML/],
    ['broken JSON', { 'api.yaml': '{"openapi":"3.1.0",' }, /neither as JSON nor as YAML/],
    ['nothing', { 'api.yaml': '' }, /no API description/],
    ['a bomb', { 'api.yaml': bomb() }, /neither as JSON nor as YAML/],
    [
      'a deep nest',
      { 'api.yaml': `openapi: 3.1.0\npaths: ${'['.repeat(20_000)}` },
      /neither as JSON nor as YAML/,
    ],
    ['too much of it', { 'api.yaml': `openapi: 3.1.0\n#${'x'.repeat(13 * 2 ** 20)}` }, /larger than 12 MiB/],
  ])('says what is wrong with %s', async (_, files, says) => {
    const { code, stdout, stderr } = await errdoctor(['call.txt', '--openapi', 'api.yaml'], {
      cwd: folderWith({ 'call.txt': wrong, ...files }),
    });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('prints no secret of the call, wherever it turns up', async () => {
    const secret = 'sk_live_errdoctorexample4242424242';
    const capture = call({
      request: 'POST /v1/orders',
      headers: `X-Api-Key: ${secret}`,
      body: `{"amount":"${secret}","currency":"${secret}","${secret}":1}`,
    });
    const cwd = folderWith({
      'call.txt': capture,
      'api.yaml': shop.replace('title: Shop', `title: Shop, description: ${secret}`),
    });
    for (const format of ['text', 'json', 'markdown', 'github', 'support']) {
      const { stdout, stderr } = await errdoctor(
        ['call.txt', '--openapi', 'api.yaml', '--format', format, '--all'],
        { cwd },
      );
      expect(stdout + stderr).not.toContain(secret.slice(8));
    }
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++)
    lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10).slice(0, -2)}]`);
  return `${lines.join('\n')}\n`;
}
