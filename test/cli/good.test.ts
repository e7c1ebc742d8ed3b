import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/diagnosis.js';
import { outputFormats } from '../../src/report/formats.generated.js';
import { fitsReport } from '../support/report-schema.js';
import { errdoctor, folderWith, shell } from './built.js';

const call = (
  status: string,
  parts: Partial<Record<'path' | 'key' | 'type' | 'body' | 'host', string>> = {},
) => {
  const body = parts.body ?? '{"amount":2500}';
  return [
    `> POST ${parts.path ?? '/v1/charges'} HTTP/1.1`,
    `> Host: ${parts.host ?? 'api.acmepay.example'}`,
    `> Authorization: Bearer ${parts.key ?? 'errdoctor-example-key-1'}`,
    `> Content-Type: ${parts.type ?? 'application/json'}`,
    '>',
    `> ${body}`,
    `< HTTP/1.1 ${status}`,
    '< Content-Type: application/json',
    '<',
    status.startsWith('2') ? '{"id":"ch_1"}' : '{"error":{"message":"refused"}}',
    '',
  ].join('\n');
};
const files = {
  'bad.txt': call('415 Unsupported Media Type', { type: 'text/plain' }),
  'good.txt': call('201 Created'),
  'failed.txt': call('500 Internal Server Error'),
  'elsewhere.txt': call('200 OK', { path: '/other', host: 'api.example.org' }),
};

describe('analyze --good', () => {
  it('names what differs and what it explains, in text', async () => {
    const { code, stdout, stderr } = await errdoctor(['analyze', 'bad.txt', '--good', 'good.txt'], {
      cwd: folderWith(files),
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('  compared   with good.txt:1 (entry 1): same method and path\n');
    expect(stdout).toContain(
      [
        '    header Content-Type: explains http/content-type-mismatch',
        '      failed  text/plain  (bad.txt:4)',
        '      worked  application/json  (good.txt:4)',
      ].join('\n'),
    );
  });

  it('chooses the call that fits and worked among several, in the same file too', async () => {
    const exchange = (path: string, status: number, type = 'application/json') => ({
      request: {
        method: 'POST',
        url: `https://api.acmepay.example${path}`,
        headers: { 'Content-Type': type },
        body: '{"amount":2500}',
      },
      response: { status, headers: {}, body: '{}' },
    });
    const lines = [
      exchange('/v1/refunds', 200),
      exchange('/v1/charges', 500),
      exchange('/v1/charges', 201),
      exchange('/v1/charges', 415, 'text/plain'),
    ].map((one) => JSON.stringify(one));
    const cwd = folderWith({ 'session.ndjson': `${lines.join('\n')}\n` });
    const words = ['analyze', 'session.ndjson', '--entry', '4', '--good', 'session.ndjson', '--json'];
    const { stdout } = await errdoctor(words, { cwd });
    const [diagnosis] = (JSON.parse(stdout) as Report).diagnoses;
    expect(diagnosis?.comparison).toMatchObject({
      with: { file: 'session.ndjson', entry: 3, line: 3 },
      differences: [{ what: 'header Content-Type', bad: 'text/plain', good: 'application/json' }],
    });
  });

  it.each([
    ['failed.txt', 'The call in failed.txt did not succeed, so there is nothing to compare with.'],
    ['elsewhere.txt', 'elsewhere.txt holds no call to the same path or host that succeeded.'],
  ])('says why nothing in %s could be compared', async (good, says) => {
    const { code, stdout } = await errdoctor(['analyze', 'bad.txt', '--good', good], {
      cwd: folderWith(files),
    });
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`compared ${says}`);
  });

  it('refuses the failing call itself, and what cannot be read', async () => {
    const cwd = folderWith({ ...files, prose: 'nothing of the kind\n' });
    const same = await errdoctor(['analyze', 'bad.txt', '--good', 'bad.txt'], { cwd });
    expect(same.code).toBe(2);
    expect(same.stderr).toContain('bad.txt holds the call that is diagnosed and no other');
    const piped = await errdoctor(['analyze', '-', '--good', '-'], { cwd, input: files['bad.txt'] });
    expect(piped.code).toBe(2);
    expect(piped.stderr).toContain('Standard input holds the call that is diagnosed and no other');
    const missing = await errdoctor(['analyze', 'bad.txt', '--good', 'godo.txt'], { cwd });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('There is no file godo.txt. Did you mean good.txt?');
    const prose = await errdoctor(['analyze', 'bad.txt', '--good', 'prose'], { cwd });
    expect(prose.code).toBe(2);
    expect(prose.stderr).toContain('holds no HTTP exchange');
  });

  it('takes the working call from a pipe', async () => {
    const { stdout } = await shell('errdoctor analyze bad.txt --good - < good.txt', {
      cwd: folderWith(files),
    });
    expect(stdout).toContain('  compared   with stdin:1 (entry 1): same method and path\n');
  });

  it.each(Object.keys(outputFormats))('shows no secret of either file as %s', async (format) => {
    const body = (pin: string, word: string) =>
      JSON.stringify({
        amount: 1,
        pin,
        password: `errdoctor-${word}-pw`,
        card: { cvc: pin },
        note: `token=${word}`,
      });
    const cwd = folderWith({
      'bad.txt': call('401 Unauthorized', {
        key: 'errdoctor-badcanary-0001',
        path: '/v1/charges?api_key=errdoctor-badcanary-query',
        body: body('917', 'badcanary'),
      }),
      'good.txt': call('201 Created', {
        key: 'errdoctor-goodcanary-00012',
        path: '/v1/charges?api_key=errdoctor-goodcanary-query',
        body: body('304', 'goodcanary'),
      }),
    });
    const words = ['analyze', 'bad.txt', '--good', 'good.txt', '--format', format, '--all'];
    const { code, stdout, stderr } = await errdoctor(words, { cwd });
    expect([1, 4]).toContain(code);
    expect(stdout + stderr).not.toMatch(/canary|\b917\b|\b304\b/);
    if (format === 'json') {
      const report = JSON.parse(stdout) as Report;
      expect(fitsReport(report), JSON.stringify(fitsReport.errors)).toBe(true);
      expect(report.diagnoses[0]?.comparison?.differences.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['length of Authorization', 'parameter api_key', 'value of password']),
      );
    }
  });
});
