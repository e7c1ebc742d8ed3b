import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errdoctor, explained, folderWith } from './built.js';

describe('a command line without a command', () => {
  it('analyzes a file, whatever it is called', async () => {
    const cwd = folderWith({ TIMESTAMP_EXPIRED: explained });
    const { code, stdout } = await errdoctor(['TIMESTAMP_EXPIRED'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('req_errdoctor1');
  });

  it('analyzes a pipe', async () => {
    expect((await errdoctor([], { input: explained })).stdout).toContain('pandabase/timestamp-expired');
  });

  it('takes options of analyze before and after the words', async () => {
    const cwd = folderWith({ 'call.json': explained });
    for (const words of [
      ['--json', 'call.json'],
      ['call.json', '--json'],
      ['--json', 'analyze', 'call.json'],
    ]) {
      const { stdout } = await errdoctor(words, { cwd });
      expect(JSON.parse(stdout).summary).toMatchObject({ failed: 1 });
    }
  });

  it('diagnoses what is stated', async () => {
    const { code, stdout } = await errdoctor(['-p', 'pandabase', '--code', 'TIMESTAMP_EXPIRED', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).diagnoses[0].causes[0].id).toBe('pandabase/timestamp-expired');
  });

  it('explains a provider by its troubleshooting flow: its checks, whether an answer came, and which', async () => {
    const { code, stdout } = await errdoctor(['explain', 'AXYS']);
    expect(code).toBe(0);
    const order = [
      'production: production.api.axyscards.com',
      '1. TLS client certificate',
      'Did an HTTP answer arrive?',
      'axys/tls-client-certificate',
      'axys/api-key-missing',
      'axys/rate-limited',
      'Sending again',
      'Limits',
      'Read more',
    ];
    const found = order.map((words) => stdout.indexOf(words));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    const pandabase = (await errdoctor(['explain', 'pandabase'])).stdout;
    expect(pandabase).toContain('TIMESTAMP_EXPIRED');
    expect(pandabase).toContain('pandabase/timestamp-expired');
    expect(pandabase).toContain('platforms@pandabase.io');
  });

  it('explains the id of a cause, a code in any case, and the words of a message', async () => {
    for (const words of [['pandabase/timestamp-expired'], ['timestamp-expired'], ['timestamp_expired']]) {
      const { code, stdout } = await errdoctor(words);
      expect({ words, code }).toEqual({ words, code: 0 });
      expect(stdout).toContain('pandabase/timestamp-expired');
    }
    expect((await errdoctor(['no', 'authorised', 'IPs', 'configured'])).stdout).toContain(
      'axys/ip-not-allowlisted',
    );
  });

  it('takes the name of a command for the command, not for a file', async () => {
    const cwd = folderWith({ rules: explained });
    expect((await errdoctor(['rules'], { cwd })).stderr).toContain('Usage: errdoctor rules');
    expect((await errdoctor(['./rules'], { cwd })).code).toBe(1);
  });
});

describe('did you mean', () => {
  const cwd = folderWith({ 'session.har': '{}' });
  mkdirSync(join(cwd, 'captures'));

  it.each([
    [['anlyze', 'session.har'], 'Did you mean "analyze"?'],
    [['TIMESTAMP_EXPIRD'], 'Did you mean "TIMESTAMP_EXPIRED"?'],
    [['explian', 'TIMESTAMP_EXPIRED'], 'Did you mean "explain"?'],
    [['explain', 'http/unauthorised'], 'Did you mean "http/unauthorized"?'],
    [['sesion.har'], 'Did you mean "session.har"?'],
    [['analyze', 'sesion.har'], 'Did you mean session.har?'],
    [['--jsno', 'session.har'], 'Did you mean --json?'],
    [['rules', 'lnit'], 'Did you mean lint?'],
    [['-p', 'pandabse', '--status', '401'], 'Did you mean "pandabase"?'],
    [['rules', 'schema', 'repotr'], 'Did you mean "report"?'],
    [['analyze', '--format', 'jsn'], 'Allowed choices are'],
    [['qwertzuiop'], '"errdoctor --help" shows what can be asked'],
  ])('%j', async (words, hint) => {
    const { code, stdout, stderr } = await errdoctor(words, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });

  it('is not said of an option that another command has', async () => {
    const { code, stderr } = await errdoctor(['--status', '401', 'rules', 'list']);
    expect(code).toBe(2);
    expect(stderr).toContain("option '--status' is not for 'list'");
  });
});
