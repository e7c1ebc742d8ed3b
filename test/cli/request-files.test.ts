import { describe, expect, it } from 'vitest';
import { errdoctor, folderWith } from './built.js';

const verbose = `> POST /v1/x HTTP/1.1
> Host: api.example.com
> Content-Type: application/json
> Content-Length: 9
>
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
< Content-Length: 20
<
{"error":"bad body"}
`;
const trailing = 'http/json-body-malformed';
const ids = (stdout: string): string[] =>
  JSON.parse(stdout).diagnoses[0].causes.map(({ id }: { id: string }) => id);

describe('--data', () => {
  it('gives curl -v the body that it leaves out', async () => {
    const cwd = folderWith({ 'call.txt': verbose, 'body.json': '{"a":1,}\n' });
    const without = await errdoctor(['call.txt', '--json'], { cwd });
    const { code, stdout } = await errdoctor(['call.txt', '--data', 'body.json', '--json'], { cwd });
    expect(ids(without.stdout)).not.toContain(trailing);
    expect(code).toBe(1);
    expect(ids(stdout)[0]).toBe(trailing);
  });

  it('takes the place of a body that a recorder rebuilt', async () => {
    const call =
      '{"request":{"method":"POST","url":"https://api.example.com/x","headers":{"Content-Type":"application/json"},"body":"{}"},"response":{"status":400}}';
    const cwd = folderWith({ 'call.json': call, 'body.json': '{"a":1,}' });
    const { stdout } = await errdoctor(['call.json', '--data', 'body.json', '--json'], { cwd });
    expect(ids(stdout)[0]).toBe(trailing);
  });

  it('is left aside where the exact body was captured, and that is said', async () => {
    const call =
      'POST /x HTTP/1.1\r\nHost: api.example.com\r\nContent-Length: 2\r\n\r\n{}\r\nHTTP/1.1 400 Bad Request\r\n\r\n';
    const cwd = folderWith({ 'call.http': call, 'body.json': '{"a":1,}' });
    const { stdout, stderr } = await errdoctor(['call.http', '--data', 'body.json', '--json'], { cwd });
    expect(ids(stdout)).not.toContain(trailing);
    expect(stderr).toContain('--data was left aside');
  });

  it('belongs to one call', async () => {
    const cwd = folderWith({ 'calls.txt': verbose.repeat(2), 'body.json': '{}' });
    const { code, stderr } = await errdoctor(['calls.txt', '--data', 'body.json'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('--entry');
    const chosen = await errdoctor(['calls.txt', '--data', 'body.json', '--entry', '2'], { cwd });
    expect(chosen.code).not.toBe(2);
  });

  it('that cannot be read is bad usage', async () => {
    const { code, stderr } = await errdoctor(['call.txt', '--data', 'missing'], {
      cwd: folderWith({ 'call.txt': verbose }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no file missing.');
  });
});

describe('--request', () => {
  const answer = '{"error":"bad body"}';
  it.each([
    ['a curl command', `curl https://api.example.com/v1/x -H 'Content-Type: application/json' -d '{"a":1,}'`],
    [
      'HTTP text',
      'POST /v1/x HTTP/1.1\nHost: api.example.com\nContent-Type: application/json\nContent-Length: 8\n\n{"a":1,}',
    ],
    [
      'an exchange',
      '{"request":{"method":"POST","url":"https://api.example.com/v1/x","headers":{"content-type":"application/json","content-length":"8"},"body":"{\\"a\\":1,}"}}',
    ],
  ])('may be %s', async (_, request) => {
    const cwd = folderWith({ 'answer.json': answer, request });
    const words = ['answer.json', '--status', '400', '--request', 'request', '--json'];
    const { stdout } = await errdoctor(words, { cwd });
    expect(JSON.parse(stdout).diagnoses[0].request).toEqual({
      method: 'POST',
      url: 'https://api.example.com/v1/x',
    });
    expect(ids(stdout)[0]).toBe(trailing);
  });

  it('keeps its secrets', async () => {
    const secret = 'errdoctor_example_5f2c9a71d04b8e36';
    const cwd = folderWith({
      'answer.json': `{"error":"the key ${secret} is wrong"}`,
      request: `curl https://api.example.com/v1/x -H 'X-Api-Key: ${secret}'`,
    });
    for (const format of ['text', 'json', 'ndjson']) {
      const words = ['answer.json', '--status', '401', '--request', 'request', '--all', '-f', format];
      const { stdout, stderr } = await errdoctor(words, { cwd });
      expect(stdout + stderr).not.toContain('5f2c9a71d04b8e36');
    }
  });
});
