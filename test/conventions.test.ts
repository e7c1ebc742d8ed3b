import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatedDocs } from '../scripts/build-docs.js';
import { sources } from './support/packs.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
const code = filesIn('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'));

describe('the repository keeps its promises', () => {
  it('no provider is named in the sources', () => {
    const names = sources.map(({ id }) => id).filter((id) => id !== 'http');
    // GitHub is a provider, and also a place that reports are written for; aws-sigv4 is an option of curl.
    const named = code.filter((path) =>
      names
        .filter((name) => name !== 'github' || !path.startsWith('src/report/'))
        .some((name) => new RegExp(`\\b${name}\\b`, 'i').test(read(path).replaceAll('aws-sigv4', ''))),
    );
    expect(named).toEqual([]);
  });

  it('the core opens no socket, reads no clock and prints nothing', () => {
    const core = code.filter((path) =>
      /^src\/(?:exchange|facts|history|causes|report|input|diagnose|outcome)/.test(path),
    );
    const forbidden =
      /from 'node:(?:net|http|https|http2|tls|dns|dgram|child_process)'|\bDate\.now\(|\bnew Date\(\)|\bconsole\.|\bprocess\.(?:exit|stdout|stderr|env)\b/;
    // node:net also holds isIP, which opens nothing; readers tell users to console.log in comments and texts.
    const spoken =
      /import \{ (?:isIP\w*(?:, )?)+ \} from 'node:net';|\/\*[\s\S]*?\*\/|\/\/ .*|'[^'\n]*console\.log[^'\n]*'/g;
    expect(core.filter((path) => forbidden.test(read(path).replace(spoken, '')))).toEqual([]);
  });

  it('nothing below the command line knows of it', () => {
    const below = code.filter((path) => !/^src\/cli\/|-worker\.ts$/.test(path));
    expect(below.filter((path) => /(?:from|import\() ?'[./]+\/cli\//.test(read(path)))).toEqual([]);
  });

  it('heavy libraries are imported in one place each', () => {
    const importers = (name: string) =>
      code.filter((path) => new RegExp(`(?:from|import\\()\\s*'${name}'`).test(read(path)));
    expect(importers('commander').length).toBe(1);
    expect(importers('yaml').length).toBe(1);
    expect(importers('chalk').length).toBe(1);
    const asking = importers('@inquirer/core');
    expect(asking.filter((path) => !path.startsWith('src/cli/wizard/'))).toEqual([]);
  });

  it('every input and output format has a test of its name', () => {
    const tests = filesIn('test').filter((path) => path.endsWith('.test.ts'));
    for (const folder of ['src/input/formats', 'src/report/formats']) {
      for (const file of readdirSync(join(root, folder))) {
        const name = file.replace(/\.ts$/, '');
        expect(
          tests.some((path) => path.endsWith(`/${name}.test.ts`)),
          `${folder}/${file} has no test`,
        ).toBe(true);
      }
    }
  });

  it('the generated documentation is what "npm run docs" writes', async () => {
    for (const [path, text] of await generatedDocs())
      expect(read(path) === text, `${path} is out of date: npm run docs`).toBe(true);
  });

  it('every link of the documentation leads to a file', () => {
    for (const path of ['README.md', 'CONTRIBUTING.md', ...filesIn('docs')]) {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
      for (const [, target = ''] of read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
        expect(existsSync(join(root, folder, target)), `${path} links to ${target}`).toBe(true);
      }
    }
  });

  it('examples of rules hold no key that a scanner would take for a real one', () => {
    const secrets =
      /\b(?:sk|pk|rk)_live_[0-9a-zA-Z]{20,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[0-9A-Za-z]{36}\b|-----BEGIN (?:RSA |EC )?PRIVATE KEY/;
    expect(filesIn('rules').filter((path) => secrets.test(read(path)))).toEqual([]);
  });
});
