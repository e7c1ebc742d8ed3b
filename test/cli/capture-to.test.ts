import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaptureServers, REFUSAL, startCaptureServers } from '../support/capture-servers.js';
import { runCurl } from '../support/curl.js';
import { emptyFolder } from '../support/empty-folder.js';
import { startTcp } from '../support/servers.js';
import { errdoctor, program } from './built.js';

let servers: CaptureServers;
beforeAll(async () => {
  servers = await startCaptureServers();
});
afterAll(() => servers.close());

/** Runs `errdoctor capture --to`, calls its paths one after the other, and ends it. */
async function capturing(
  ours: readonly string[],
  paths: readonly string[],
  signal: NodeJS.Signals = 'SIGINT',
) {
  const { certFile } = servers.certificates.ca;
  const to = `https://localhost:${servers.https.port}`;
  const words = [program, 'capture', '--cacert', certFile, '--to', to, ...ours];
  const child = spawn(process.execPath, words, { env: { PATH: process.env.PATH } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const closed = once(child, 'close');
  while (!said.stderr.includes('\n')) await once(child.stderr, 'data');
  const [own = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.stderr) ?? [];
  const answers: string[] = [];
  for (const path of paths) answers.push((await runCurl(['-sS', `${own}${path}`])).stdout.toString());
  child.kill(signal);
  const [code] = await closed;
  return { code, ...said, answers, own };
}

describe('errdoctor capture --to', () => {
  it('says what to set, reports what fails and ends with a tally', async () => {
    const { code, stdout, stderr, answers, own } = await capturing([], ['/ok', '/refused']);
    expect(answers).toEqual(['{"ok":true}', REFUSAL]);
    expect(stderr).toBe(
      `${own} leads to https://localhost:${servers.https.port}\n` +
        `Set it as the base URL of your program, in place of https://localhost:${servers.https.port}. Ctrl-C ends it.\n` +
        '2 exchanges, 1 failed: 1 explained, 0 unexplained\n',
    );
    expect(stdout).toContain('pandabase/timestamp-expired');
    expect(code).toBe(1);
  });

  it.each([
    ['nothing failed', [], ['/ok'], 0],
    ['nobody called', [], [], 0],
    ['nothing matters', ['--exit-zero'], ['/refused'], 0],
  ])('exits as what was found asks: %s', async (_, ours, paths, code) => {
    const ran = await capturing([...ours, '-q'], paths, 'SIGTERM');
    expect(ran.code).toBe(code);
    expect(ran.stderr).not.toContain('exchange');
  });

  it('writes one report for programs', async () => {
    const file = join(emptyFolder(), 'report.json');
    const { stdout } = await capturing(['--json', '-o', file], ['/refused']);
    expect(stdout).toContain('pandabase/timestamp-expired');
    expect(JSON.parse(readFileSync(file, 'utf8')).summary).toMatchObject({ exchanges: 1, failed: 1 });
    const printed = await capturing(['--json'], ['/refused', '/ok']);
    expect(JSON.parse(printed.stdout).summary).toMatchObject({ exchanges: 2, failed: 1 });
  });

  it('refuses a port that is taken, and a URL that is no server’s', async () => {
    const taken = await startTcp(() => undefined);
    const words = ['capture', '--to', 'https://api.shop.example', '--port', `${taken.port}`];
    expect(await errdoctor(words)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: The port is taken: name another with --port, or none.\n',
    });
    await taken.close();
    const { code, stderr } = await errdoctor(['capture', '--to', 'https://u:secret-canary@api.shop.example']);
    expect(code).toBe(2);
    expect(stderr).not.toContain('secret-canary');
  });
});
