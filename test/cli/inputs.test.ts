import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errdoctor, explained, folderWith, program } from './built.js';

const isRoot = process.getuid?.() === 0;

describe('inputs that cannot be read', () => {
  it('are said, each in a sentence, and the others are diagnosed', async () => {
    const cwd = folderWith({ 'call.json': explained, 'closed.json': explained });
    mkdirSync(join(cwd, 'captures'));
    chmodSync(join(cwd, 'closed.json'), 0o000);
    const { code, stdout, stderr } = await errdoctor(
      ['missing.har', 'captures', 'closed.json', 'call.json'],
      { cwd },
    );
    expect(code).toBe(2);
    expect(stdout).toContain('TIMESTAMP_EXPIRED');
    expect(stderr).toContain('error: There is no file missing.har.\n');
    expect(stderr).toContain('error: captures is a folder; name the captures in it.\n');
    // The superuser may read everything.
    if (!isRoot) expect(stderr).toContain('error: closed.json may not be read by this user');
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it.each([
    ['binary.bin', Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]), 'binary data'],
    ['empty.json', '', 'is empty'],
    ['prose.txt', 'Dear diary, nothing happened today.', 'Expected a captured API call'],
  ])('%s', async (name, content, says) => {
    const { code, stdout, stderr } = await errdoctor(['analyze', name], {
      cwd: folderWith({ [name]: content }),
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('never bring terminal control sequences or secrets to the terminal', async () => {
    const { stderr } = await errdoctor([
      'analyze',
      '\u001b]0;title\u0007token=errdoctor_example_5f2c9a71d04b8e36.har',
    ]);
    expect(stderr).not.toContain('\u001b');
    expect(stderr).not.toContain('5f2c9a71d04b8e36');
  });
});

describe('devices', () => {
  it('that never end are not read to the end of the memory', async () => {
    const { code, stdout, stderr } = await errdoctor(['analyze', '/dev/zero']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('/dev/zero is a device that gives no end; name a file.');
  });

  it('that hold nothing are empty', async () => {
    const { code, stderr } = await errdoctor(['analyze', '/dev/null']);
    expect(code).toBe(2);
    expect(stderr).toContain('/dev/null is empty.');
  });
});

describe('standard input', () => {
  it('cannot be both the capture and its request', async () => {
    const { code, stderr } = await errdoctor(['analyze', '-', '--request', '-'], { input: explained });
    expect(code).toBe(2);
    expect(stderr).toContain('Standard input can be read only once.');
  });
});

describe('several inputs', () => {
  const filesOf = (stdout: string) =>
    JSON.parse(stdout).diagnoses.map(({ source }: { source: { file: string } }) => source.file);

  it('are read each once, standard input among them', async () => {
    const cwd = folderWith({ 'call.json': explained });
    const words = ['-', 'call.json', '-', 'call.json', '--json'];
    const { code, stdout, stderr } = await errdoctor(words, { cwd, input: explained });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(filesOf(stdout)).toEqual(['-', 'call.json']);
  });

  it.skipIf(process.platform === 'win32')(
    'are diagnosed as far as they came when Ctrl-C is pressed',
    async () => {
      const child = spawn(process.execPath, [program, '-', '--json'], { cwd: folderWith({}) });
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      // Taken from the pipe: the program is reading, and so is listening for the signal.
      await new Promise<void>((resolve) =>
        child.stdin.write(`${explained}\n`.repeat(2_000), () => resolve()),
      );
      child.kill('SIGINT');
      expect(await once(child, 'close')).toEqual([1, null]);
      expect(filesOf(stdout)[0]).toBe('-');
    },
  );
});

describe('nothing on standard input', () => {
  it.each([[[]], [['-']], [['analyze', '-']]])('is a symptom: %j', async (words) => {
    const { code, stdout, stderr } = await errdoctor(words);
    expect(code).toBe(4);
    expect(stdout).toContain('nothing arrived on standard input');
    expect(stderr).toContain('curl -sS -v');
  });

  it('is one failed exchange in JSON', async () => {
    const { stdout } = await errdoctor(['--json'], { input: '\n' });
    expect(JSON.parse(stdout).summary).toEqual({ exchanges: 1, failed: 1, explained: 0, unexplained: 1 });
  });

  it('keeps notes to itself with -q', async () => {
    expect((await errdoctor(['-q'])).stderr).toBe('');
  });
});

describe('what is stated', () => {
  it.each([
    ['empty', ''],
    ['one line feed', '\n'],
  ])('is diagnosed alone where the file is %s', async (_, content) => {
    const words = ['analyze', 'answer.json', '--status', '401', '--json'];
    const { code, stdout, stderr } = await errdoctor(words, { cwd: folderWith({ 'answer.json': content }) });
    expect(code).not.toBe(2);
    expect(JSON.parse(stdout).diagnoses[0].response.status).toBe(401);
    expect(stderr).toBe('note: answer.json is empty; only what is stated was diagnosed.\n');
  });

  it('fills what the capture does not hold and overrules nothing', async () => {
    const cwd = folderWith({
      'body.json': '{"error":"no"}',
      'call.txt': '> GET /v1/x HTTP/1.1\n> Host: api.shop.example\n>\n< HTTP/1.1 404 Not Found\n<\n',
    });
    const words = ['body.json', 'call.txt', '--status', '403', '--method', 'post', '--json'];
    const { diagnoses } = JSON.parse((await errdoctor(words, { cwd })).stdout);
    expect(diagnoses.map((one: { response: { status: number } }) => one.response.status)).toEqual([403, 404]);
    expect(diagnoses.map((one: { request: { method: string } }) => one.request.method)).toEqual([
      'POST',
      'GET',
    ]);
  });

  it.each([
    [['--status', '99'], 'Expected an HTTP status'],
    [['--url', 'not a url'], 'Expected a URL'],
    [['--method', 'po st'], 'Expected an HTTP method'],
    [['--now', 'yesterday'], 'Expected a time'],
    [['--limit', 'all'], 'Expected a whole number'],
  ])('is checked: %j', async (words, says) => {
    const { code, stderr } = await errdoctor(words);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
