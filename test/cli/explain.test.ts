import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { errdoctor, folderWith } from './built.js';

const docs = (pack: string) =>
  readFileSync(fileURLToPath(new URL(`../../docs/causes/${pack}.md`, import.meta.url)), 'utf8');

describe('explain with a provider', () => {
  it('prints its troubleshooting flow as text', async () => {
    const { code, stdout } = await errdoctor(['explain', 'axys']);
    expect(code).toBe(0);
    expect(stdout).toContain('\nDid an HTTP answer arrive?\n\nNo: how did the call fail?\n');
    expect(stdout).toContain(
      [
        '  404: which call is it?',
        '    GET or DELETE /otp/{token}',
        '      axys/otp-token-invalid',
        '        The OTP token never existed or was deleted',
      ].join('\n'),
    );
    expect(stdout).toContain('Send again: back off, then ask support.');
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('prints as Markdown what the documentation holds', async () => {
    const { code, stdout } = await errdoctor(['explain', 'axys', '-f', 'markdown']);
    expect(code).toBe(0);
    expect(stdout).toContain('```mermaid\n');
    expect(docs('axys').replace(/^Generated from .*\n\n/m, '')).toBe(stdout);
  });

  it('links each cause to its section', async () => {
    const { stdout } = await errdoctor(['explain', 'pandabase', '-f', 'markdown']);
    const anchors = new Set([...stdout.matchAll(/^## ([a-z0-9-]+)$/gm)].map(([, anchor]) => anchor));
    const links = [...stdout.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(70);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });
});

describe('explain with a cause', () => {
  it('prints its page as Markdown', async () => {
    const { stdout } = await errdoctor(['explain', 'axys/rate-limited', '-f', 'markdown']);
    expect(stdout).toMatch(/^# axys\/rate-limited\n\n\*\*Too many calls; Axys does not publish/);
    expect(stdout).toContain('Seen as status 429.');
    expect(stdout).toContain('- `axys/upstream-unavailable`: 502 and 503');
  });

  it('lists many as Markdown', async () => {
    const { stdout } = await errdoctor(['explain', '401', '-f', 'markdown']);
    expect(stdout).toMatch(/^# \d+ causes for 401\n\n- `/);
  });

  it('writes to a file', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await errdoctor(['explain', 'http/unauthorized', '-o', 'page.txt'], { cwd });
    expect([code, stdout]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'page.txt'), 'utf8')).toMatch(/^http\/unauthorized {2}HTTP\n/);
  });
});

describe('another form', () => {
  it.each([
    [['explain', 'axys', '-f', 'json'], /text, markdown/],
    [['TIMESTAMP_EXPIRED', '--json'], /A page is printed as text or markdown, not as json\./],
    [['TIMESTAMP_EXPIRED', '-f', 'github'], /A page is printed as text or markdown, not as github\./],
    [['explain', 'capture', '-f', 'markdown'], /The guide to capturing is printed as text alone\./],
  ])('is refused in %j', async (words, says) => {
    const { code, stderr } = await errdoctor(words);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });

  it('of reports, wished in the configuration, does not hold for pages', async () => {
    const cwd = configured('format: json\n');
    for (const words of [['explain', 'TIMESTAMP_EXPIRED'], ['TIMESTAMP_EXPIRED']]) {
      const { code, stdout } = await errdoctor(words, { cwd });
      expect([code, stdout.slice(0, 11)]).toEqual([0, 'pandabase/t']);
    }
    const { stdout } = await errdoctor(['explain', 'http/unauthorized'], {
      cwd: configured('format: markdown\n'),
    });
    expect(stdout).toMatch(/^# http\/unauthorized\n/);
  });
});

it('a stranger’s pack draws no more than its own chart and page', async () => {
  const rules = emptyFolder();
  const template = fileURLToPath(new URL('../../rules/_template', import.meta.url));
  cpSync(template, join(rules, 'acmepay'), { recursive: true });
  const path = join(rules, 'acmepay/clock-drift.yaml');
  const evil = "'\"] --> x[`**a**`] ``` %%{init} <img src=x onerror=y> # @team [a](https://evil.example)'";
  const rule = readFileSync(path, 'utf8')
    .replace(/^title:.*$/m, `title: ${evil}`)
    .replace(/^when:.*$/m, `when: { message: ${evil}, path: ${evil} }`);
  writeFileSync(path, rule);
  const { code, stdout } = await errdoctor(['explain', 'acmepay', '--rules', rules, '-f', 'markdown']);
  expect(code).toBe(0);
  const [, chart = '', after = ''] = /```mermaid\n(.*?)\n```\n(.*)/s.exec(stdout) ?? [];
  expect(chart.replaceAll('<br>', '').replace(/<\/?b>/g, '')).not.toMatch(/[`<]|%%\{init\}|\]$(?<!"\])/m);
  expect(after).not.toMatch(/<img|(?<!\\)\[a\]|^[^`]*@team/m);
});

function configured(text: string): string {
  const cwd = folderWith({});
  cpSync(folderWith({ 'config.yaml': text }), join(cwd, '.errdoctor'), { recursive: true });
  return cwd;
}
