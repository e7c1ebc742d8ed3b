import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startHttp } from '../../support/servers.js';
import { sources } from '../../support/packs.js';
import { TerminalRun } from '../../support/terminal.js';
import { errdoctor, folderWith, program } from '../built.js';

const SECRET = 'errdoctor-example-secret-91be4c07d2';
const CANARY = 'errdoctorExampleCanary0123456789abcdef';

function wizard(cwd: string, ...words: readonly string[]): TerminalRun {
  return new TerminalRun([process.execPath, program, 'wizard', ...words], { cwd, rows: 80, columns: 200 });
}

/** Takes an entry of the list that is shown by its number. */
async function choose(run: TerminalRun, label: string): Promise<void> {
  const entry = new RegExp(`(\\d+)\\W+${label}`);
  await run.shows(entry);
  const [, number = ''] = entry.exec(run.screen().join('\n')) ?? [];
  run.type(number);
}

describe('the wizard at a terminal', () => {
  it('recomputes the signature with a secret that nothing shows or keeps', async () => {
    const rule = sources
      .find(({ id }) => id === 'pandabase')
      ?.rules.find(({ id }) => id === 'pandabase/signature-mismatch');
    const http = rule?.rule.examples.fires[0]?.http ?? '';
    const cwd = folderWith({ 'call.txt': http });
    const run = wizard(cwd, 'call.txt');
    await choose(run, 'I type or paste it here');
    await run.shows('The secret:');
    run.type(`${SECRET}\r`);
    await run.shows(/not shown\)[\s\S]*q quit/);
    run.type('q');
    await run.shows('To go on later:');
    await run.ended();
    expect(run.bytes).not.toContain(SECRET);
    const [, transcript = ''] = /--answers (\S+)/.exec(run.screen().join('\n')) ?? [];
    const saved = readFileSync(transcript, 'utf8');
    expect(saved).not.toContain(SECRET);
    expect(saved).toContain('the secret, from the prompt');
  });

  it('sends a call again after a yes, keeps what came back, and repeats all of it without questions', async () => {
    const methods: string[] = [];
    const { port, close } = await startHttp((request, response) => {
      methods.push(request.method ?? '');
      response.writeHead(200).end(`{"token":"${CANARY}"}`);
    });
    try {
      const capture = `> GET /v1/things HTTP/1.1\n> Host: 127.0.0.1:${port}\n> Accept: */*\n>\n< HTTP/1.1 500 Internal Server Error\n< Content-Length: 0\n<\n`;
      const cwd = folderWith({ 'call.txt': `* Connected to 127.0.0.1 (127.0.0.1) port ${port}\n${capture}` });
      const run = wizard(cwd, 'call.txt');
      await choose(run, 'send the call again');
      await run.shows('Send this GET to 127.0.0.1');
      run.type('y');
      await run.shows(/Sent again: 200[\s\S]*q quit/);
      expect(methods).toEqual(['GET']);
      run.type('r');
      await run.shows('without questions:');
      await run.ended();
      expect(run.bytes).not.toContain(CANARY);
      const [, transcript = ''] = /--answers (\S+)/.exec(run.screen().join('\n')) ?? [];
      expect(readFileSync(transcript, 'utf8')).toContain('Sent again: 200');
      const again = await errdoctor(['wizard', 'call.txt', '--answers', transcript], { cwd });
      const once = await errdoctor(['analyze', 'call.txt'], { cwd });
      expect(again.stdout).toBe(once.stdout);
      expect(methods).toEqual(['GET']);
    } finally {
      await close();
    }
  });
});

describe('a transcript of which something is wrong', () => {
  it.each([
    ['provider: nosuch\ncall: { status: 403 }', 'There is no pack for the provider "nosuch".'],
    ['pasted: [{ text: hello }]', 'pasted 1 is text (5 bytes)'],
    ['capture: { text: hello }', 'pasted text holds 0 exchanges'],
    ['capture: { file: /etc/passwd }', 'The transcript is about /etc/passwd: name that file, too.'],
    ['settled: 5', 'answers.yaml:2:10: "settled": expected a list'],
  ])('is refused with a sentence: %s', async (text, says) => {
    const cwd = folderWith({ 'answers.yaml': `finished: true\n${text}\n` });
    const { code, stdout, stderr } = await errdoctor(['wizard', '--answers', 'answers.yaml'], { cwd });
    expect(stderr).toContain(says);
    expect([code, stdout]).toEqual([2, '']);
  });
});
