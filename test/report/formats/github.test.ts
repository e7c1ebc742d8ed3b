import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import github from '../../../src/report/formats/github.js';
import { errdoctor, explained, folderWith } from '../../cli/built.js';
import { emptyFolder } from '../../support/empty-folder.js';
import {
  causeWith,
  contextWith,
  diagnosisWith,
  inputOf,
  lookedOver,
  positionOf,
  reportOf,
} from '../../support/report.js';

const render = async (report: Parameters<typeof github.render>[0]) =>
  (await github.render(report, contextWith())).trimEnd().split('\n');

/** A workflow command as the runner reads it (actions/runner, ActionCommand.cs). */
function command(line: string): { name: string; properties: Record<string, string>; data: string } {
  const [, name = '', list = '', data = ''] = /^::(\w+) ?(.*?)::(.*)$/.exec(line) ?? [];
  const pairs = list
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  const properties = Object.fromEntries(pairs.map(([key, value = '']) => [key, undo(value)]));
  return { name, properties, data: undo(data) };
}

const undo = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

describe('github', () => {
  it('annotates the place of the evidence', async () => {
    const input = inputOf('> POST /v1/charges HTTP/1.1\n> X-Timestamp: 1730541180\n');
    const evidence = [{ says: 'old', at: positionOf(input, '1730541180') }];
    const [line = '', last] = await render(reportOf(diagnosisWith({ causes: [causeWith({ evidence })] })));
    const { name, properties, data } = command(line);
    expect(name).toBe('error');
    expect(properties).toEqual({ file: 'call.txt', line: '2', col: '16', title: 'acmepay/clock-drift' });
    expect(data.split('\n')).toEqual([
      'POST https://api.acmepay.example/v1/charges -> 401',
      'proven: Signed seven minutes too early',
      'Signed 420 s before Acmepay read it; it accepts 300 s.',
      'Fix: Set the clock of the machine that signs.',
      'Retry: with a fresh timestamp and signature: refused before anything was done',
    ]);
    expect(last).toBe('1 exchange, 1 failed: 1 explained, 0 unexplained');
  });

  it('lets no text end its line, its property or its command', async () => {
    const hostile = 'a:b,c%0A::warning::x\r\n::set-output name=x::y\n100%';
    const report = reportOf(
      diagnosisWith({
        source: { file: 'odd:na,me%\n.txt', entry: 1, line: 3 },
        request: { method: 'GET', url: hostile },
        causes: [causeWith({ title: hostile, explanation: hostile, fixes: [{ say: hostile }] })],
      }),
    );
    const lines = await render(report);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('file=odd%3Ana%2Cme%25%0A.txt,line=3,title=acmepay/clock-drift::');
    const { data } = command(lines[0] as string);
    expect(data).toContain('proven: a:b,c%0A::warning::x\n::set-output name=x::y\n100%');
  });

  it('names no file for standard input, and gives advice as a notice', async () => {
    const note = { id: 'acmepay/repeat', title: 'A repeat', explanation: 'Nothing was done twice.' };
    const source = { file: '-', entry: 1, line: 1 };
    const noted = diagnosisWith({ source, outcome: 'succeeded', causes: [], notes: [note] });
    expect((await render(reportOf(noted)))[0]).toBe(
      '::notice title=acmepay/repeat::POST https://api.acmepay.example/v1/charges -> 401%0ANote: A repeat%0ANothing was done twice.',
    );
    expect(await render(reportOf({ ...noted, notes: [] }))).toHaveLength(1);
  });

  it('appends a summary in Markdown to the file that GITHUB_STEP_SUMMARY names', async () => {
    const cwd = folderWith({ 'call.json': explained });
    const summary = join(emptyFolder(), 'summary.md');
    const env = { GITHUB_STEP_SUMMARY: summary };
    for (let step = 0; step < 2; step++) {
      const { code, stdout } = await errdoctor(['call.json', '--format', 'github'], { cwd, env });
      expect(code).toBe(1);
      expect(stdout).toMatch(/^::error file=call\.json,line=1,col=\d+,title=/);
    }
    expect(readFileSync(summary, 'utf8').match(/^## 1 exchange, 1 failed/gm)).toHaveLength(2);
  });

  it('says so when that file cannot be written, and keeps its verdict', async () => {
    const cwd = folderWith({ 'call.json': explained });
    const env = { GITHUB_STEP_SUMMARY: '/no/such/folder/summary.md' };
    const { code, stderr } = await errdoctor(['call.json', '--format', 'github'], { cwd, env });
    expect(code).toBe(1);
    expect(stderr).toBe('note: GITHUB_STEP_SUMMARY names a file that cannot be written (ENOENT).\n');
  });

  it('says what of a signature is wrong', async () => {
    const [line = ''] = await render(reportOf(diagnosisWith({ signature: lookedOver })));
    expect(command(line).data.split('\n').slice(-1)).toEqual([
      'Signature, algorithm: 32 bytes are as long as a SHA-256 digest.',
    ]);
  });

  it('annotates the failed exchange, not an earlier one that is evidence', async () => {
    const input = inputOf('first call\nlast call\n');
    const evidence = [
      { says: 'worked before', at: positionOf(input, 'first') },
      { says: 'refused', at: positionOf(input, 'last') },
    ];
    const source = { file: 'call.txt', entry: 2, line: 2 };
    const [line = ''] = await render(reportOf(diagnosisWith({ source, causes: [causeWith({ evidence })] })));
    expect(command(line).properties).toMatchObject({ line: '2', col: '1' });
  });
});
