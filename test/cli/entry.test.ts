import { describe, expect, it } from 'vitest';
import { errdoctor, explained, folderWith } from './built.js';

const secret = 'errdoctor_example_5f2c9a71d04b8e36';
const call = (path: string, status: number) =>
  JSON.stringify({
    request: { method: 'GET', url: `https://api.shop.example${path}` },
    response: { status, headers: {}, body: '{}' },
  });
const cwd = folderWith({
  'calls.ndjson': [call('/v1/a', 404), call('/v1/b', 200), call(`/v1/c?api_key=${secret}`, 503)].join('\n'),
  'call.json': explained,
});

describe('--entry', () => {
  it('diagnoses one exchange of several', async () => {
    const { code, stdout } = await errdoctor(['calls.ndjson', '--entry', '3', '--json'], { cwd });
    const { summary, diagnoses } = JSON.parse(stdout);
    expect(summary).toMatchObject({ exchanges: 1, failed: 1 });
    expect(diagnoses[0]).toMatchObject({ source: { entry: 3 }, response: { status: 503 } });
    expect(code).not.toBe(0);
    expect((await errdoctor(['calls.ndjson', '--entry', '2'], { cwd })).code).toBe(0);
  });

  it('lists what there is when the number is too high, without secrets', async () => {
    const { code, stdout, stderr } = await errdoctor(['calls.ndjson', '--entry', '4'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('calls.ndjson holds 3 exchanges; there is no number 4.\n');
    expect(stderr).toContain('  1  GET https://api.shop.example/v1/a -> 404\n');
    expect(stderr).not.toContain(secret);
  });

  it('lists the first of many', async () => {
    const input = Array.from({ length: 50 }, (_, index) => call(`/v1/${index}`, 404)).join('\n');
    const { stderr } = await errdoctor(['--entry', '51'], { input });
    expect(stderr).toContain('Standard input holds 50 exchanges');
    expect(stderr).toContain('  … and 30 more\n');
  });

  it.each([
    [['calls.ndjson', 'call.json', '--entry', '1'], '--entry chooses from one capture, and 2 were named'],
    [['calls.ndjson', '--entry', '0'], 'Expected the number of an exchange'],
    [['calls.ndjson', '--entry', 'last'], 'Expected the number of an exchange'],
  ])('is refused: %j', async (words, says) => {
    const { code, stderr } = await errdoctor(words, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
