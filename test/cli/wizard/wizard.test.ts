import { describe, expect, it } from 'vitest';
import { type TerminalSetting, TerminalRun } from '../../support/terminal.js';
import { errdoctor, folderWith, program } from '../built.js';

const refusedByNetwork = `> GET /v2/cardholders HTTP/1.1
> Host: staging.api.axyscards.com
> X-API-Key: ak-errdoctor-7f3c1b9e24d84a55
>
< HTTP/1.1 403 Forbidden
< Content-Type: application/json
<
{"status":"error","message":"No authorized IPs configured"}
`;

function wizard(words: readonly string[], setting: TerminalSetting = {}): TerminalRun {
  return new TerminalRun([process.execPath, program, ...words], setting);
}

describe('the wizard', () => {
  it('asks what decides, shows what leads after the answer, and ends with the report', async () => {
    const run = wizard(['wizard', 'call.txt'], {
      cwd: folderWith({ 'call.txt': refusedByNetwork }),
      rows: 60,
    });
    await run.shows('What does reverse DNS say');
    expect(run.screen().join('\n')).toMatch(/likely {2}axys\/ip-not-allowlisted/);
    run.type('2');
    await run.shows('What next?');
    run.type('r');
    await run.shows('without questions:');
    expect(await run.ended()).toBe(1);
    const screen = run.screen().join('\n');
    expect(screen).toContain('likely, more likely than before  axys/fcrdns-mismatch');
    expect(screen).toContain('call.txt:1  GET');
    expect(screen).toContain('The calling address has no PTR record');
    expect(run.cursorVisible).toBe(true);
  });

  it('repeats its diagnosis from the transcript without a question, and without a terminal', async () => {
    const cwd = folderWith({ 'call.txt': refusedByNetwork });
    const run = wizard(['wizard', 'call.txt'], { cwd, rows: 60, columns: 200 });
    await run.shows('What does reverse DNS say');
    run.type('2');
    await run.shows('What next?');
    run.type('r');
    await run.ended();
    const [, transcript = ''] = /--answers (\S+)/.exec(run.screen().join('\n')) ?? [];
    const again = await errdoctor(['wizard', 'call.txt', '--answers', transcript], { cwd });
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('The calling address has no PTR record');
    expect(again.stderr).toBe('');
  });

  it('believes the capture, whatever a transcript says of the call', async () => {
    const answers = `call: { status: 500, message: "card not found", method: DELETE, url: /v2/cards/undefined }
answers: { response.status: 404, request.path: /v2/cards/undefined, error.message: "card not found" }
`;
    const cwd = folderWith({ 'call.txt': refusedByNetwork, answers });
    const plain = await errdoctor(['analyze', 'call.txt', '--json'], { cwd });
    const told = await errdoctor(['wizard', 'call.txt', '--answers', 'answers', '--json'], { cwd });
    const [before, after] = [plain, told].map(({ stdout }) => JSON.parse(stdout).diagnoses[0]);
    expect(after.request).toEqual(before.request);
    expect(after.response).toEqual(before.response);
    expect(after.causes).toEqual(before.causes);
  });

  it.each([
    ['a provider that nobody describes', 'provider: axyz\ncall: { status: 403 }', 'Did you mean "axys"?'],
    ['a recording that is none', 'pasted: [{ text: hello }]', 'holds no HTTP exchange'],
    ['an exchange that is not there', 'pasted: [{ text: "HTTP/1.1 403", entry: 7 }]', 'no exchange 7'],
  ])('refuses a transcript with %s', async (_, answers, complaint) => {
    const { code, stderr } = await errdoctor(['wizard', '--answers', 'answers'], {
      cwd: folderWith({ answers }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  it('ends where somebody quits before anything was said', async () => {
    const run = wizard([]);
    await run.shows('Paste the failed call');
    run.type('\t');
    await run.shows('Press d, q');
    run.type('q');
    expect(await run.ended()).toBe(0);
    expect(run.screen().join('\n')).not.toContain('Which API');
  });

  it('goes on after Ctrl-C where it stopped', async () => {
    const cwd = folderWith({ 'call.txt': refusedByNetwork });
    const first = wizard(['wizard', 'call.txt'], { cwd, rows: 60, columns: 200 });
    await first.shows('What does reverse DNS say');
    first.type('d');
    await first.shows('b back');
    first.type('\x03');
    await first.shows('To go on later:');
    await first.ended();
    const [, transcript = ''] = /--answers (\S+)/.exec(first.screen().join('\n')) ?? [];
    const second = wizard(['wizard', 'call.txt', '--answers', transcript], { cwd, rows: 60 });
    await second.shows('q quit');
    expect(second.screen().join('\n')).not.toContain('What does reverse DNS say');
    second.type('q');
    await second.ended();
  });

  it('says why it asks, and goes back', async () => {
    const run = wizard(['wizard', 'call.txt'], {
      cwd: folderWith({ 'call.txt': refusedByNetwork }),
      rows: 80,
    });
    await run.shows('? why do you ask');
    run.type('?');
    await run.shows(/The answer decides what leads:[\s\S]+q quit/);
    run.type('d');
    await run.shows('b back');
    run.type('b');
    await run.shows(/ back\n[\s\S]+q quit/);
    run.type('q');
    expect(await run.ended()).toBe(1);
  });

  it('starts on a terminal with nothing, from words', async () => {
    const run = wizard([]);
    await run.shows('Paste the failed call');
    run.paste('a 403 from Axys');
    run.type('\x04');
    await run.shows('axys/ip-not-allowlisted');
    run.type('q');
    expect(await run.ended()).toBe(1);
  });

  it('asks which API it was and what came back, where nothing tells', async () => {
    const run = wizard(['wizard', '--url', '/v2/cardholders', '--method', 'GET']);
    await run.shows('Which API was called?');
    run.type('axys\r');
    await run.shows('What came back?');
    run.type('none\r');
    await run.shows('How did it fail?');
    run.type('1');
    await run.shows('axys/tls-client-certificate');
    await run.shows('q quit');
    run.type('\x03');
    expect(await run.ended()).toBe(1);
  });

  it('leaves the terminal as it was at Ctrl-C', async () => {
    const run = wizard(['wizard', '-p', 'axys', '--status', '403']);
    await run.shows('quit');
    run.type('\x03');
    await run.ended();
    expect(run.cursorVisible).toBe(true);
    expect(run.bracketedPaste).toBe(false);
    expect(run.leftSettings()).toContain('icanon');
    expect(run.leftSettings()).toContain('echo');
  });

  it('says where there is no terminal, and names the command without questions', async () => {
    const { code, stderr, stdout } = await errdoctor(['wizard', 'call.txt']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('errdoctor analyze call.txt');
  });
});
