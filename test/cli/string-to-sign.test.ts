import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/diagnosis.js';
import { errdoctor, folderWith } from './built.js';

const SECRET = 'psk_errdoctor_canary_0004';
const BODY = '{"amount":2500}';
const canonical = [
  'POST',
  '/v2/platforms/intents',
  '1790000000000',
  createHash('sha256').update(BODY).digest('hex'),
].join('\n');
const sign = (message: string, secret = SECRET) => createHmac('sha512', secret).update(message).digest('hex');

const request = (signature: string) =>
  [
    'POST /v2/platforms/intents?trace=1 HTTP/1.1',
    'Host: api.pandabase.io',
    'Authorization: Platform plt_errdoctor0001',
    'X-Request-Timestamp: 1790000000000',
    `X-Platform-Signature: ${signature}`,
    'Content-Type: application/json',
    `Content-Length: ${BODY.length}`,
    '',
    BODY,
  ].join('\r\n');
const refused = (signature: string) =>
  [
    `${request(signature)}\r\nHTTP/1.1 401 Unauthorized`,
    'Content-Type: application/json',
    '',
    '{"ok":false,"error":{"code":"SIGNATURE_MISMATCH","message":"no","status":401,"requestId":"req_1"}}',
  ].join('\r\n');

async function run(command: string, input: string, logged: string, words: readonly string[] = []) {
  const cwd = folderWith({ 'logged.txt': logged });
  const all = [command, '--string-to-sign', 'logged.txt', ...words];
  const { code, stdout, stderr } = await errdoctor(all, { input, cwd, env: { SHOP: SECRET } });
  expect(stdout + stderr).not.toContain('canary');
  return { code, stdout, stderr };
}

async function diagnosed(...run_: Parameters<typeof run>) {
  const [command, input, logged, words = []] = run_;
  const { stdout } = await run(command, input, logged, [...words, '--json']);
  const [diagnosis] = (JSON.parse(stdout) as Report).diagnoses;
  if (!diagnosis) throw new Error('nothing was diagnosed');
  return diagnosis;
}

describe('--string-to-sign', () => {
  it('proves the mistakes in it without a secret', async () => {
    const logged = canonical.replace('/intents', '/intents?trace=1');
    const { causes, signature } = await diagnosed('analyze', refused(sign(logged)), `${logged}\n`);
    expect(causes).toMatchObject([
      {
        id: 'pandabase/sig-path',
        certainty: 'proven',
        proof: { mistakes: ['path-query'], secretUsed: false },
        explanation: expect.stringMatching(/logged before it signed/),
      },
    ]);
    expect(signature).toMatchObject({
      verdict: 'mistake',
      stringToSign: {
        verdict: 'differs',
        part: 'the path',
        mistakes: [{ id: 'path-query' }],
        difference: { expected: { differs: '' }, signed: { differs: '?trace=1' } },
      },
    });
    expect(signature?.checklist).toBeUndefined();
  });

  it('leaves what else is wrong about the signature', async () => {
    const { signature } = await diagnosed(
      'analyze',
      refused('ab'.repeat(32)),
      canonical.replace('POST', 'post'),
    );
    expect(signature).toMatchObject({ verdict: 'mistake', checklist: [{ what: 'algorithm', is: 'wrong' }] });
  });

  it('says that the string is right, and drops the causes about it', async () => {
    const { causes, signature } = await diagnosed('analyze', refused(sign(canonical, 'other')), canonical);
    expect(signature).toMatchObject({ verdict: 'no-secret', stringToSign: { verdict: 'same' } });
    expect(signature?.checklist?.map(({ what }) => what)).not.toContain('layout');
    const ids = causes.map(({ id }) => id);
    expect(ids).toContain('pandabase/sig-secret-transformed');
    expect(ids).not.toContain('pandabase/sig-path');
    const { stdout } = await run('analyze', refused(sign(canonical, 'other')), `${canonical}\n`);
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain(
      'string to sign The logged string is exactly the expected one. The line break at the end of its file is taken for the log',
    );
    expect(words).toContain('So what is signed is right; the key, the digest or its encoding is not.');
  });

  it('shows the difference of a string that is proven to be what was signed', async () => {
    const logged = canonical.replace('/v2/platforms', '/v9/platforms');
    const words = ['--secret-env', 'SHOP', '--depth', '1'];
    const { causes, signature } = await diagnosed('analyze', refused(sign(logged)), logged, words);
    expect(causes).toMatchObject([
      { id: 'pandabase/signature-mismatch', certainty: 'proven', proof: { mistakes: [], secretUsed: true } },
    ]);
    expect(signature?.stringToSign).toMatchObject({ verdict: 'differs', part: 'the path', signed: true });
    const { stdout } = await run('analyze', refused(sign(logged)), logged, words);
    expect(stdout).toMatch(/expected {2}POST\\n\/v2\/platforms\/intents.*\n +\^\n +signed +POST\\n\/v9/);
  });

  it('is enough for verify', async () => {
    const logged = canonical.replace('POST', 'post');
    const { code, stdout } = await run('verify', request(sign(logged)), logged);
    expect(code).toBe(1);
    expect(stdout).toContain('Signed with the method in lower case');
    // The string is right, but nobody can say so of the signature.
    expect((await run('verify', request(sign(canonical)), canonical)).code).toBe(4);
  });

  it('shows no secret that was logged with the string', async () => {
    await run('analyze', refused(sign(canonical)), `${SECRET}${canonical}`);
    await run('analyze', refused(sign(canonical)), `${canonical}\n${SECRET}`);
  });
});
