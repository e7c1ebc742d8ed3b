import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { factCatalogue } from '../src/facts/facts.js';
import { shop } from './openapi/shop.js';
import { emptyFolder } from './support/empty-folder.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const run = promisify(execFile);

/** npm without its network, in a folder of its own. */
function npm(words: readonly string[], cwd: string): Promise<{ stdout: string }> {
  const env = {
    ...process.env,
    npm_config_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
  return run('npm', words, { cwd, env });
}

/** Folders of all that `dependencies` bring. */
function runtimePackages(): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: true; optional?: true; devOptional?: true }>;
  };
  return Object.entries(lock.packages).flatMap(([path, { dev, optional, devOptional }]) =>
    path === '' || dev || optional || devOptional ? [] : [path],
  );
}

describe('the published package', () => {
  const folder = emptyFolder();
  let tarball: string;
  let files: readonly string[];

  beforeAll(async () => {
    const { stdout } = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
    const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    tarball = join(folder, packed.filename);
    files = packed.files.map(({ path }) => path);
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    // As npm would lay it out, which has to ask for lists of versions that no cache of "npm ci" holds.
    const home = join(folder, 'node_modules/errdoctor');
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    mkdirSync(home);
    await run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
    const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      bin: { errdoctor: string };
    };
    symlinkSync(join(home, bin.errdoctor), join(folder, 'node_modules/.bin/errdoctor'));
    for (const path of runtimePackages()) cpSync(join(root, path), join(folder, path), { recursive: true });
  });

  it('is small and holds only what is used', () => {
    expect(statSync(tarball).size).toBeLessThanOrEqual(600 * 1024);
    expect(files.filter((path) => !/^(?:dist\/|README\.md|LICENSE|package\.json)/.test(path))).toEqual([]);
  });

  it('leaves the catalogue of facts to the documentation', () => {
    const code = files
      .filter((path) => path.endsWith('.cjs'))
      .map((path) => readFileSync(join(root, path), 'utf8'));
    const { means } = factCatalogue().get('request.method') ?? {};
    expect(means).toBeTruthy();
    expect(code.filter((text) => text.includes(`${means}`))).toEqual([]);
  });

  it('brings nothing but readers of YAML, JSON Schema and CEL, an HTTP client, a maker of certificates, prompts and colours', () => {
    expect(runtimePackages()).toEqual(
      [
        '@inquirer/ansi',
        '@inquirer/core',
        '@inquirer/figures',
        '@inquirer/type',
        '@marcbachmann/cel-js',
        'ajv',
        'ajv-formats',
        'chalk',
        'cli-width',
        'fast-deep-equal',
        'fast-string-truncated-width',
        'fast-string-width',
        'fast-uri',
        'fast-wrap-ansi',
        'json-schema-traverse',
        'mute-stream',
        'node-forge',
        'require-from-string',
        'signal-exit',
        'undici',
        'yaml',
      ].map((name) => `node_modules/${name}`),
    );
  });

  it('holds a call against a description', async () => {
    writeFileSync(join(folder, 'api.yaml'), shop);
    writeFileSync(
      join(folder, 'call.http'),
      'GET /v1/order HTTP/1.1\r\nHost: eu.shop.example\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n',
    );
    const words = ['exec', '--', 'errdoctor', 'call.http', '--openapi', 'api.yaml', '--exit-zero'];
    expect((await npm(words, folder)).stdout).toContain('http/openapi-path-unknown');
  });

  it('runs in an empty folder', async () => {
    expect((await npm(['exec', '--', 'errdoctor', '--version'], folder)).stdout).toBe(`${version}\n`);
    writeFileSync(
      join(folder, 'response.json'),
      '{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired"}}',
    );
    const words = ['exec', '--', 'errdoctor', 'analyze', 'response.json', '--exit-zero'];
    expect((await npm(words, folder)).stdout).toContain('pandabase/timestamp-expired');
  });

  it('adds up what a pack compares', async () => {
    writeFileSync(
      join(folder, 'fee.http'),
      [
        'POST /v2/platforms/intents HTTP/1.1\r\nHost: api.pandabase.io\r\n\r\n',
        '{"amount":1000,"currency":"USD","platformFee":900,"returnUrl":"https://shop.example",',
        '"lineItems":[{"name":"a","quantity":1,"amount":1000}]}',
        '\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n{"ok":false,"error":{"code":"VALIDATION_ERROR"}}',
      ].join(''),
    );
    const words = ['exec', '--', 'errdoctor', 'fee.http', '--exit-zero'];
    expect((await npm(words, folder)).stdout).toContain('pandabase/platform-fee-too-high');
  });

  it('reads the user’s own packs', async () => {
    const words = ['exec', '--', 'errdoctor', 'rules', 'lint', join(root, 'rules')];
    expect((await npm(words, folder)).stdout).toContain('no findings');
  });

  it('works as a library', async () => {
    const program = `
      import { diagnoseCapture, loadEngine } from 'errdoctor';
      import schema from 'errdoctor/schemas/report.schema.json' with { type: 'json' };
      import { readFileSync } from 'node:fs';
      const report = await diagnoseCapture(await loadEngine(), readFileSync('response.json'));
      console.log(report.diagnoses[0].causes[0].id, typeof schema.$id);
    `;
    writeFileSync(join(folder, 'program.mjs'), program);
    const { stdout } = await run(process.execPath, ['--no-warnings', 'program.mjs'], { cwd: folder });
    expect(stdout).toBe('pandabase/timestamp-expired string\n');
  });

  it('watches the calls of a program that imports errdoctor/register', async () => {
    // Nobody listens there.
    const program =
      "import 'errdoctor/register'; import { get } from 'node:http'; get('http://127.0.0.1:1/').on('error', () => 0);";
    writeFileSync(join(folder, 'watched.mjs'), program);
    const { stdout, stderr } = await run(process.execPath, ['watched.mjs'], { cwd: folder });
    expect(stdout).toBe('');
    expect(stderr).toContain('http/connection-refused');
  });

  it('works as docs/library.md says, with its types', async () => {
    const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
    const example = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    writeFileSync(join(folder, 'example.mjs'), example);
    const { stdout } = await run(process.execPath, ['example.mjs'], { cwd: folder });
    expect(stdout).toMatch(/^failed \w+ http\/[\w-]+\n- /);
    writeFileSync(join(folder, 'example.mts'), example);
    const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    const types = ['--typeRoots', join(root, 'node_modules/@types')];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const checked = run(process.execPath, [tsc, ...strict, ...types, 'example.mts'], { cwd: folder });
    expect(await checked.catch(({ stdout: faults }: { stdout: string }) => faults)).toMatchObject({
      stdout: '',
    });
  });

  it('passes publint', async () => {
    await run('npx', ['publint', '--strict', tarball], { cwd: root });
  });

  it('passes arethetypeswrong', async () => {
    // The library is ES modules only: `require` of it works from Node 20.19 on and needs no second build.
    await run('npx', ['attw', tarball, '--profile', 'esm-only', '--no-emoji'], { cwd: root });
  });
});
