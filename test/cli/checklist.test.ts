import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/diagnosis.js';
import { errdoctor } from './built.js';

const SECRET = 'psk_errdoctor_canary_0003';
const BODY = '{"amount":2500}';
const TIME = '1790000000000';
const canonical = ['POST', '/v2/platforms/intents', TIME, createHash('sha256').update(BODY).digest('hex')];
const signed = (secret: string, message = canonical.join('\n')) =>
  createHmac('sha512', secret).update(message).digest('hex');

const capture = (signature: string, code = 'SIGNATURE_MISMATCH') =>
  [
    'POST /v2/platforms/intents?trace=1 HTTP/1.1',
    'Host: api.pandabase.io',
    'Authorization: Platform plt_errdoctor0001',
    `X-Request-Timestamp: ${TIME}`,
    `X-Platform-Signature: ${signature}`,
    'Content-Type: application/json',
    `Content-Length: ${BODY.length}`,
    '',
    `${BODY}\r\nHTTP/1.1 401 Unauthorized`,
    'Date: Mon, 21 Sep 2026 14:13:30 GMT',
    'Content-Type: application/json',
    '',
    `{"ok":false,"error":{"code":"${code}","message":"no","status":401,"requestId":"req_1"}}`,
  ].join('\r\n');

async function diagnosed(input: string, words: readonly string[] = [], secret = SECRET) {
  const { stdout, stderr } = await errdoctor(['analyze', '-', '--json', ...words], {
    input,
    env: { SHOP: secret },
  });
  expect(stdout + stderr).not.toContain('canary');
  const [diagnosis] = (JSON.parse(stdout) as Report).diagnoses;
  if (!diagnosis) throw new Error('nothing was diagnosed');
  return diagnosis;
}

describe('the checklist without the secret', () => {
  it('comes by itself where a signature is suspected, and tells of --secret-env', async () => {
    const { signature, notChecked } = await diagnosed(capture(signed(SECRET)));
    expect(signature).toMatchObject({ verdict: 'no-secret', scheme: 'pandabase/platform' });
    const points = signature?.checklist?.map(({ what }) => what) ?? [];
    // The provider's own points for debugging: digest, key, layout, method, path, body, timestamp.
    for (const point of ['algorithm', 'key', 'layout', 'method case', 'path', 'body hash', 'timestamp'])
      expect(points).toContain(point);
    expect(notChecked.map(({ how }) => how)).toContain('--secret-env NAME');
  });

  it('does not come for other failures', async () => {
    const { signature, notChecked } = await diagnosed(capture(signed(SECRET), 'RATE_LIMIT_EXCEEDED'));
    expect(signature).toBeUndefined();
    expect(notChecked.map(({ how }) => how)).not.toContain('--secret-env NAME');
  });

  it('does not come after a proof, but what is suspicious about the secret stays', async () => {
    const words = ['--secret-env', 'SHOP'];
    const proven = await diagnosed(capture(signed(SECRET, canonical.join('\r\n'))), words);
    expect(proven.signature).toMatchObject({ verdict: 'mistake' });
    expect(proven.signature?.checklist).toBeUndefined();
    const quoted = await diagnosed(capture(signed(SECRET)), words, `"${SECRET}"`);
    expect(quoted.signature).toMatchObject({
      verdict: 'mistake',
      checklist: [{ what: 'secret', is: 'wrong', why: expect.stringMatching(/quotes/) }],
    });
  });

  it('is left with the secret and what is wrong after a search in vain', async () => {
    const { signature } = await diagnosed(capture(signed('psk_errdoctor_other')), [
      '--secret-env',
      'SHOP',
      '--depth',
      '1',
    ]);
    expect(signature?.verdict).toBe('not-found');
    expect(signature?.checklist?.map(({ what }) => what)).toEqual([
      'signature',
      'algorithm',
      'encoding',
      'secret',
      'timestamp',
      'clock',
    ]);
  });
});
