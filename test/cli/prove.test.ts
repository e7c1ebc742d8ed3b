import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/diagnosis.js';
import { errdoctor } from './built.js';

const SECRET = 'psk_errdoctor_canary_0001';
const BODY = '{"amount":2500,"currency":"USD","returnUrl":"https://shop.example.com/return"}';
const TIME = '1790000000000';
const canonical = ['POST', '/v2/platforms/intents', TIME, createHash('sha256').update(BODY).digest('hex')];
const sign = (message: string, secret = SECRET, digest = 'sha512') =>
  createHmac(digest, secret).update(message).digest('hex');

const capture = (signature: string, header = 'X-Platform-Signature') =>
  [
    'POST /v2/platforms/intents?trace=1 HTTP/1.1',
    'Host: api.pandabase.io',
    'Authorization: Platform plt_errdoctor0001',
    `X-Request-Timestamp: ${TIME}`,
    `${header}: ${signature}`,
    'Content-Type: application/json',
    `Content-Length: ${BODY.length}`,
    '',
    `${BODY}\r\nHTTP/1.1 401 Unauthorized`,
    'Date: Mon, 21 Sep 2026 13:33:21 GMT',
    'Content-Type: application/json',
    '',
    '{"ok":false,"error":{"code":"SIGNATURE_MISMATCH","message":"no","status":401,"requestId":"req_1"}}',
  ].join('\r\n');

async function analyzed(signature: string, header?: string) {
  const words = ['analyze', '-', '--secret-env', 'SHOP_SECRET', '--timeout', '100', '--json'];
  const { code, stdout } = await errdoctor(words, {
    input: capture(signature, header),
    env: { SHOP_SECRET: SECRET },
  });
  expect(stdout).not.toContain('canary');
  const [diagnosis] = (JSON.parse(stdout) as Report).diagnoses;
  if (!diagnosis) throw new Error('nothing was diagnosed');
  return { code, diagnosis };
}

describe('analyze with the secret', () => {
  it('proves each mistake as a fault of its own', async () => {
    const { code, diagnosis } = await analyzed(sign(canonical.join('\r\n').replace('POST', 'post')));
    expect(code).toBe(1);
    expect(diagnosis.signature).toMatchObject({ verdict: 'mistake', scheme: 'pandabase/platform' });
    const proof = { mistakes: ['met-case', 'sep-crlf'], depth: 2, secretUsed: true };
    expect(
      diagnosis.causes.map(({ id, certainty, fault, proof: p }) => ({ id, certainty, fault, p })),
    ).toEqual([
      { id: 'pandabase/sig-method-case', certainty: 'proven', fault: 1, p: proof },
      { id: 'pandabase/sig-canonical-layout', certainty: 'proven', fault: 2, p: proof },
    ]);
  });

  it('rules out nothing that it proves, though the signature stands in another header', async () => {
    const { diagnosis } = await analyzed(
      sign(canonical.join('\n').replace('intents', 'intents?trace=1')),
      'X-Request-Signature',
    );
    const found = diagnosis.causes.map(({ id }) => id);
    expect(found).toContain('pandabase/sig-path');
    expect(diagnosis.ruledOut.filter(({ id }) => found.includes(id))).toEqual([]);
  });

  it('names the digest and shows both', async () => {
    const { diagnosis } = await analyzed(sign(canonical.join('\n'), SECRET, 'sha256'));
    expect(diagnosis.causes).toMatchObject([
      {
        id: 'pandabase/sig-wrong-algorithm',
        title: 'Signed with HMAC-SHA256 in place of HMAC-SHA512',
        certainty: 'proven',
      },
    ]);
  });

  it('says that a right signature is right, and points elsewhere', async () => {
    const { diagnosis } = await analyzed(sign(canonical.join('\n')));
    expect(diagnosis.signature?.verdict).toBe('right');
    expect(diagnosis.causes.map(({ id, proof }) => ({ id, proof }))).toEqual([
      { id: 'pandabase/signature-mismatch', proof: undefined },
    ]);
    expect(diagnosis.causes[0]?.title).toMatch(/^The signature is right/);
    // The pack's own words know more than the general ones.
    expect(diagnosis.causes[0]?.fixes[0]?.say).toContain('beside the plt_ id');
  });

  it('calls another secret likely when nothing reproduces the signature', async () => {
    const { diagnosis } = await analyzed(sign(canonical.join('\n'), 'psk_another'));
    expect(diagnosis.signature).toMatchObject({
      verdict: 'not-found',
      searched: { depth: 3, complete: true },
    });
    expect(diagnosis.causes.map(({ id }) => id)).toEqual(['pandabase/signature-mismatch']);
    expect(diagnosis.causes[0]?.certainty).not.toBe('proven');
  });

  it('prints what the README shows', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const readme = readFileSync(`${root}README.md`, 'utf8');
    const [, secret = '', words = '', shown = ''] =
      /\$ SHOP_SECRET=(\S+) errdoctor (.* SHOP_SECRET)\n(.*?)```/s.exec(readme) ?? [];
    const env = { SHOP_SECRET: secret };
    const { code, stdout } = await errdoctor(words.split(' '), { cwd: root, env });
    expect(code).toBe(1);
    const lines = shown.split('\n').filter((line) => !/^ *…?$/.test(line));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(stdout.split('\n')).toContain(line);
    expect(stdout).not.toContain(secret);
  });
});

describe('analyze of a delivery that nobody answered', () => {
  const body = '{"id":"evt_errdoctor1","type":"charge.failed","amount":2500}';
  const delivery = (text: string) =>
    [
      'POST /webhooks HTTP/1.1',
      'Host: shop.example.com',
      'Content-Type: application/json',
      `Stripe-Signature: t=1790000000,v1=${createHmac('sha256', 'whsec_errdoctor1').update(`1790000000.${body}`).digest('hex')}`,
      `Content-Length: ${text.length}`,
      '',
      text,
    ].join('\r\n');
  const analyze = (input: string) =>
    errdoctor(['analyze', '-', '--secret-env', 'HOOK'], { input, env: { HOOK: 'whsec_errdoctor1' } });

  it('says that its signature is right', async () => {
    const { code, stdout } = await analyze(delivery(body));
    expect({ code, right: /signature is right/.test(stdout) }).toEqual({ code: 0, right: true });
  });

  it('fails where the body was printed anew', async () => {
    const { code, stdout } = await analyze(delivery(JSON.stringify(JSON.parse(body), null, 2)));
    expect({ code, proven: /proven {2}stripe\/raw-body-changed/.test(stdout) }).toEqual({
      code: 1,
      proven: true,
    });
  });
});
