import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { errdoctor } from './built.js';

const SECRET = 'psk_errdoctor_canary_0002';
const BODY = '{"amount":2500}';
const request = (headers: readonly string[] = []) =>
  [
    'POST /v2/platforms/intents?trace=1 HTTP/1.1',
    'Host: api.pandabase.io',
    'Authorization: Platform plt_errdoctor0001',
    ...headers,
    'Content-Type: application/json',
    `Content-Length: ${BODY.length}`,
    '',
    BODY,
  ].join('\r\n');
const canonical = (time: string) =>
  ['POST', '/v2/platforms/intents', time, createHash('sha256').update(BODY).digest('hex')].join('\n');
const signature = (time: string) => createHmac('sha512', SECRET).update(canonical(time)).digest('hex');

describe('sign', () => {
  it('prints each part and the header, and never the secret', async () => {
    const { code, stdout, stderr } = await errdoctor(['sign', '--secret-env', 'SHOP'], {
      input: request(['X-Request-Timestamp: 1790000000000']),
      env: { SHOP: SECRET },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`x-platform-signature: ${signature('1790000000000')}`);
    expect(stdout).toContain('POST\\n/v2/platforms/intents\\n1790000000000\\n');
    expect(stdout).not.toContain('canary');
  });

  it('stamps a request without a timestamp and says so', async () => {
    const words = ['sign', '--secret-env', 'SHOP', '--now', '1790000000123'];
    const { stdout, stderr } = await errdoctor(words, { input: request(), env: { SHOP: SECRET } });
    expect(stderr).toContain('stamped now');
    expect(stdout).toContain('x-request-timestamp: 1790000000123');
    expect(stdout).toContain(signature('1790000000123'));
  });

  it('gives the canonical string without a secret', async () => {
    const { code, stdout, stderr } = await errdoctor(['sign', '--now', '1790000000123'], {
      input: request(),
    });
    expect({ code, says: /without a secret/.test(stderr) }).toEqual({ code: 0, says: true });
    expect(stdout).not.toContain('x-platform-signature:');
  });

  it('says what is missing of the request', async () => {
    const { code, stderr } = await errdoctor(['sign', '--provider', 'pandabase', '--status', '401'], {
      input: '{"ok":false}',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/covers what this capture does not hold: method/);
  });

  it('wants a provider that signs', async () => {
    const { code, stderr } = await errdoctor(['sign'], {
      input: 'GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--provider: .*pandabase/);
  });

  it('prints a signing function, for which no request is needed', async () => {
    const { code, stdout, stderr } = await errdoctor([
      'sign',
      '-p',
      'pandabase',
      '--code',
      'platform=python',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('def sign(');
  });

  it('takes the scheme that a request is signed by, and names the others', async () => {
    const { stdout, stderr } = await errdoctor(['sign', '-', '-p', 'github', '--code', 'php'], {
      input:
        'POST /hook HTTP/1.1\r\nHost: shop.example\r\nX-Hub-Signature: sha1=00\r\nContent-Length: 0\r\n\r\n',
    });
    expect(stdout).toContain("hash_hmac('sha1', $body, $secret)");
    expect(stderr).toContain('other schemes too: webhook (--code webhook=php)');
  });

  it.each([
    ['public=node', /cannot be written for node: ed25519 signs with a private key/],
    ['webhook=cobol', /Expected one of bash, node, php, python/],
    ['other=node', /has no signing scheme "other"/],
  ])('refuses the code %s', async (wanted, says) => {
    const { code, stdout, stderr } = await errdoctor(['sign', '-p', 'standardwebhooks', '--code', wanted]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });
});

describe('verify', () => {
  const verified = async (value: string, more: readonly string[] = [], time = '1790000000000') =>
    errdoctor(['verify', '--secret-env', 'SHOP', ...more], {
      input: request([`X-Request-Timestamp: ${time}`, `X-Platform-Signature: ${value}`]),
      env: { SHOP: SECRET },
    });

  it('exits 0 for a right signature, also without an answer', async () => {
    const { code, stdout } = await verified(signature('1790000000000'));
    expect({ code, right: /signature is right/.test(stdout) }).toEqual({ code: 0, right: true });
  });

  it('exits 1 with the mistake of a wrong one', async () => {
    const { code, stdout } = await verified(signature('1790000000'), ['--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).diagnoses).toMatchObject([
      { outcome: 'failed', causes: [{ certainty: 'proven', proof: { mistakes: ['ts-unit'] } }] },
    ]);
  });

  it('says by how much a right one is outside the window', async () => {
    const { code, stdout } = await verified(signature('1790000000000'), ['--now', '1790000420']);
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('outside the window by 120 s (300 s are accepted)');
  });

  it('says that the receiver reads another time, where the unit is another one', async () => {
    const { code, stdout } = await verified(signature('1790000000'), ['--now', '1790000020'], '1790000000');
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'in Unix seconds; Unix milliseconds are documented, so the receiver reads another time',
    );
  });

  it('calls a masked signature neither right nor wrong', async () => {
    const { code, stdout } = await verified('[REDACTED]', ['--json']);
    expect(code).toBe(4);
    expect(JSON.parse(stdout).diagnoses[0].signature.verdict).toBe('incomplete');
  });

  it('refuses a secret for a scheme that does not exist', async () => {
    const { code, stderr } = await errdoctor(['verify', '--secret-env', 'webhok=SHOP'], {
      input: request(),
      env: { SHOP: SECRET },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/no signing scheme "webhok"; it has .*platform/);
  });

  it('asks for the secret', async () => {
    const { code, stderr } = await errdoctor(['verify'], { input: request() });
    expect({ code, asks: /--secret-env/.test(stderr) }).toEqual({ code: 2, asks: true });
  });

  it('lists several exchanges instead of choosing one', async () => {
    const two = JSON.stringify(
      [1, 2].map(() => ({ request: { method: 'GET', url: 'https://api.pandabase.io/v2' } })),
    );
    const { code, stderr } = await errdoctor(['verify', '--secret-env', 'SHOP'], {
      input: two,
      env: { SHOP: SECRET },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/2 exchanges; choose one with --entry:\n {2}1 {2}GET/);
  });
});
