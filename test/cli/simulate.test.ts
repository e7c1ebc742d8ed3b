import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCurl } from '../support/curl.js';
import { errdoctor, folderWith, program } from './built.js';

interface Running {
  readonly child: ChildProcess;
  readonly greeting: string;
  /** Ends it, and returns what it wrote on standard error. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; stderr: string }>;
}

function started(
  words: readonly string[],
  env: Record<string, string> = {},
  cwd = folderWith({}),
): Promise<Running> {
  const child = spawn(process.execPath, [program, 'simulate', ...words], {
    cwd,
    env: { ...process.env, ...env },
  });
  let greeting = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  return new Promise((resolve, reject) => {
    void closed.then(() => reject(new Error(stderr)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      greeting += text;
      if (!greeting.includes('Ctrl-C ends it.\n')) return;
      resolve({
        child,
        greeting,
        end: async (signal = 'SIGINT') => {
          child.kill(signal);
          return { code: await closed, stderr };
        },
      });
    });
  });
}

describe.skipIf(process.platform === 'win32')('errdoctor simulate', () => {
  it('prints calls that work, a line for each request, and a summary', async () => {
    const running = await started(['contro']);
    const exports = running.greeting.split('\n').filter((line) => line.startsWith('export '));
    const [sample = ''] = running.greeting.split('\n').filter((line) => line.startsWith('curl '));
    expect(exports).toEqual([
      expect.stringMatching(/^export API_KEY='sk_test_[0-9a-f]{8}_errdoctor_example'$/),
    ]);
    const call = (line: string) =>
      new Promise<string>((resolve) => {
        const shell = spawn('bash', ['-c', `${exports.join(';')};${line.replace('curl', 'curl -q -sS')}`]);
        let text = '';
        shell.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        shell.on('close', () => resolve(text));
      });
    expect(await call(sample)).toContain('HTTP/1.1 200 OK');
    expect(await call(`${sample.replace(/ -H .*/, '')}?token=errdoctorcanary5f2c9a71d04b8e36`)).toContain(
      'HTTP/1.1 401',
    );
    const { code, stderr } = await running.end();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^\d\d:\d\d:\d\d GET \/v1\/[\w/]+ → 200\n/);
    expect(stderr).toContain('→ 401 contro/api-key-missing\n');
    expect(stderr).toContain('2 requests, 1 of them with a fault\n  1 contro/api-key-missing\n');
    expect(stderr).not.toContain('canary');
  });

  it('takes secrets of the user without ever printing them', async () => {
    const env = { OWN_SECRET: 'psk_errdoctorcanary5f2c9a71d04b8e36', OWN_ID: 'plt_errdoctorcanary77d1' };
    const running = await started(
      ['pandabase', '--secret-env', 'OWN_SECRET', '--secret-env', 'platform-id=OWN_ID'],
      env,
    );
    const port = /127\.0\.0\.1:(\d+)/.exec(running.greeting)?.[1];
    const { stdout } = await runCurl([
      '-sS',
      '-H',
      `Authorization: Platform ${env.OWN_ID}`,
      `http://127.0.0.1:${port}/v2?x=${env.OWN_SECRET}`,
    ]);
    expect(stdout.toString()).toContain('TIMESTAMP_MISSING');
    const { stderr } = await running.end('SIGTERM');
    expect(stderr).toContain('pandabase/timestamp-missing');
    expect(running.greeting).toContain('yours, from the variable OWN_SECRET');
    expect(running.greeting + stderr).not.toContain('canary');
  });

  it('keeps the certificate of its authority for as long as it runs, for this user alone', async () => {
    const running = await started(['axys', '--tls', '--fault', 'rate-limited']);
    const file = /--cacert '([^']+)'/.exec(running.greeting)?.[1] ?? '';
    const port = /127\.0\.0\.1:(\d+)/.exec(running.greeting)?.[1];
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    const { stdout } = await runCurl(['-sS', '-i', '--cacert', file, `https://localhost:${port}/v2/cards`]);
    expect(stdout.toString()).toContain('HTTP/1.1 429');
    expect((await running.end()).code).toBe(0);
    expect(existsSync(dirname(file))).toBe(false);
  });

  it('serves a pack of the user that says nothing of its checks', async () => {
    const cwd = folderWith({});
    await errdoctor(['rules', 'new', 'acmepay'], { cwd });
    const running = await started(['acmepay'], {}, cwd);
    const port = /127\.0\.0\.1:(\d+)/.exec(running.greeting)?.[1];
    const { stdout } = await runCurl(['-sS', '-i', `http://127.0.0.1:${port}/v1/orders`]);
    expect(stdout.toString()).toContain('HTTP/1.1 401');
    expect((await running.end()).stderr).toContain('→ 401 (no such credential)');
  });

  it('runs by the clock that it is given', async () => {
    const running = await started(['axys', '--now', '2026-09-21T12:26:40Z']);
    const port = /127\.0\.0\.1:(\d+)/.exec(running.greeting)?.[1];
    const { stdout } = await runCurl(['-sS', '-i', `http://127.0.0.1:${port}/v2/cards`]);
    expect(stdout.toString()).toMatch(/^date: Mon, 21 Sep 2026 12:/im);
    expect((await running.end()).stderr).toMatch(/^12:/);
  });

  it('lets nobody call who is not on the list of addresses', async () => {
    const cwd = folderWith({ 'office.txt': '203.0.113.0/24 # office\n', 'here.txt': '127.0.0.0/8\n' });
    for (const [list, status] of [
      ['office.txt', 403],
      ['here.txt', 401],
    ] as const) {
      const running = await started(['axys', '--allowlist', list], {}, cwd);
      const port = /127\.0\.0\.1:(\d+)/.exec(running.greeting)?.[1];
      const { stdout } = await runCurl(['-sS', '-i', `http://127.0.0.1:${port}/v2/cards`]);
      expect(stdout.toString()).toContain(`HTTP/1.1 ${status}`);
      await running.end();
    }
  });

  it('says at once what cannot be served', async () => {
    const busy = await started(['axys']);
    const port = /127\.0\.0\.1:(\d+)/.exec(busy.greeting)?.[1] ?? '';
    const files = { 'list.txt': '203.0.113.0/99\n', 'ca.pem': 'no certificate' };
    const cases: [string[], RegExp][] = [
      [['axys', '--port', port], /The port is taken/],
      [['axys', '--port', '70000'], /Expected a port/],
      [['standardwebhooks'], /has no API of its own to simulate/],
      [['http'], /has no API of its own to simulate/],
      [['axxys'], /Did you mean "axys"/],
      [['axys', '--env', 'moon'], /no environment "moon"; it has staging, production/],
      [['axys', '--fault', 'rate-limitd'], /Did you mean (?:axys\/)?rate-limited/],
      [['axys', '--client-ca', 'ca.pem'], /together with --tls/],
      [['axys', '--tls', '--client-ca', 'ca.pem'], /holds no certificate in PEM/],
      [['axys', '--allowlist', 'list.txt'], /list\.txt:1: expected an address or a network/],
      [['axys', '--secret-env', 'PATH'], /documents no signature of requests/],
      [['axys', '--secret-env', 'key=PATH'], /no credential or signing scheme "key"/],
    ];
    for (const [words, says] of cases) {
      const { code, stderr } = await errdoctor(['simulate', ...words], { cwd: folderWith(files) });
      expect({ code, stderr }, words.join(' ')).toEqual({ code: 2, stderr: expect.stringMatching(says) });
    }
    await busy.end();
  });
});
