import { spawn } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { errdoctor, folderWith, program } from '../cli/built.js';
import { fitsReport } from '../support/report-schema.js';
import { type LoopbackServer, startHttp } from '../support/servers.js';

const servers: LoopbackServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A server that gives these answers in order, the last one for ever, and keeps the headers that it got. */
async function answering(...answers: readonly Answer[]) {
  const seen: (readonly string[])[] = [];
  const server = await startHttp((request, response) => {
    const { status, headers, body } = answers[Math.min(seen.length, answers.length - 1)] as Answer;
    seen.push(request.rawHeaders);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body ?? '{}');
  });
  servers.push(server);
  return { origin: `http://127.0.0.1:${server.port}`, seen };
}

const limited: Answer = {
  status: 429,
  headers: { 'Retry-After': '1' },
  body: '{"error":"too many requests"}',
};

describe.concurrent('errdoctor replay --retry', () => {
  it('waits as long as the answer asks, says so, and reports every try', async () => {
    const { origin, seen } = await answering(
      limited,
      { ...limited, headers: { 'Retry-After': '0' } },
      { status: 200 },
    );
    const cwd = folderWith({ 'call.txt': `curl '${origin}/v1/x'` });
    const { stdout, stderr, code } = await errdoctor(['replay', 'call.txt', '--retry', '--json'], { cwd });
    expect(seen).toHaveLength(3);
    const report = JSON.parse(stdout);
    expect(fitsReport(report), JSON.stringify(fitsReport.errors)).toBe(true);
    const { attempts, ended } = report.diagnoses[0].replay;
    expect(attempts.map(({ status }: Answer) => status)).toEqual([429, 429, 200]);
    expect(attempts[1].waitedSeconds).toBe(1);
    expect(ended).toBe('the call went through');
    expect(stderr).toMatch(/note: 429 \(http\/[\w-]+\); next try at \d\d:\d\d:\d\d UTC, in 1 s/);
    expect(code).toBe(0);
  });

  it('stops where another try cannot help, and says why', async () => {
    const { origin, seen } = await answering({ status: 401 });
    const cwd = folderWith({ 'call.txt': `curl '${origin}/v1/x'` });
    const { stdout } = await errdoctor(['replay', 'call.txt', '--retry'], { cwd });
    expect(seen).toHaveLength(1);
    expect(stdout).toMatch(/not tried again: http\/[\w-]+:/);
  });

  it('does not sit through a wait of hours', async () => {
    const { origin, seen } = await answering({ ...limited, headers: { 'Retry-After': '7200' } });
    const cwd = folderWith({ 'call.txt': `curl '${origin}/v1/x'` });
    const { stdout } = await errdoctor(['replay', 'call.txt', '--retry'], { cwd });
    expect(seen).toHaveLength(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('120 minutes, is too long to sit through');
  });

  it('never repeats a write of unknown outcome', async () => {
    const { origin, seen } = await answering({ status: 502 });
    const cwd = folderWith({ 'call.txt': `curl -d '{}' '${origin}/v1/x'` });
    const { stdout } = await errdoctor(['replay', 'call.txt', '--retry', '--allow-unsafe'], { cwd });
    expect(seen).toHaveLength(1);
    expect(stdout).toContain('check, then decide');
  });

  it('each further try is signed anew where the secret is given', async () => {
    const { origin, seen } = await answering(limited, { status: 200 });
    const signed = [
      `curl '${origin}/v2/platforms/balances'`,
      "-H 'X-Request-Timestamp: 1600000000000'",
      "-H 'X-Platform-Signature: 00112233445566778899aabbccddeeff'",
    ].join(' ');
    const cwd = folderWith({ 'call.txt': signed });
    const words = ['replay', 'call.txt', '--retry', '-p', 'pandabase', '--secret-env', 'SHOP_SECRET'];
    await errdoctor(words, { cwd, env: { SHOP_SECRET: 'psk_test_errdoctor_example_secret_0001' } });
    expect(seen).toHaveLength(2);
    expect(seen[0]).toContain('1600000000000');
    expect(seen[1]).not.toContain('1600000000000');
    expect(seen[1]).not.toContain('00112233445566778899aabbccddeeff');
  });

  it('Ctrl-C ends the wait, and what was found so far is reported', async () => {
    const { origin } = await answering({ ...limited, headers: { 'Retry-After': '600' } });
    const cwd = folderWith({ 'call.txt': `curl '${origin}/v1/x'` });
    const child = spawn(process.execPath, [program, 'replay', 'call.txt', '--retry', '--json'], { cwd });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('next try at')) child.kill('SIGINT');
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(JSON.parse(stdout).diagnoses[0]).toMatchObject({
      response: { status: 429 },
      replay: { ended: 'stopped by the user' },
    });
  });
});
