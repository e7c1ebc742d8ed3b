import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CurlRun, runCurl } from '../support/sign-curl.js';
import { bodyOf, headerOf } from '../support/signed-requests.js';
import type { SignedCase } from '../support/signing-vectors.js';
import { errdoctor, folderWith } from './built.js';

const SECRET = 'psk_errdoctor_canary_0003';

interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  readonly secret?: string;
}

const run = (
  scheme: string,
  { method = 'POST', path = '/', headers = [], body = '', secret = SECRET }: Call,
) => {
  const bodyBase64 = Buffer.from(body).toString('base64');
  const request = { method, url: `http://shop.example${path}`, headers, bodyBase64 };
  const secretBase64 = Buffer.from(secret).toString('base64');
  const signed: SignedCase = { name: scheme, request, secretBase64, valid: true, madeBy: 'nobody yet' };
  return runCurl(scheme, signed);
};

function arrivedIn({ arrived, stderr }: CurlRun): NonNullable<CurlRun['arrived']> {
  if (!arrived) throw new Error(stderr);
  return arrived;
}

const platform = (call: Call) =>
  run('pandabase/platform', {
    path: '/v2/platforms/intents?trace=1',
    headers: [
      ['Authorization', 'Platform plt_errdoctor0001'],
      ['X-Request-Timestamp', '1790000000000'],
      ['X-Platform-Signature', '00'],
      ['Content-Type', 'application/json'],
      ['X-Note', "it's $HOME `here`!"],
    ],
    ...call,
  });

describe('the command of sign --curl', () => {
  it.each([
    ['plain', '{"amount":2500}'],
    ['empty', ''],
    ['with quotes and lines', `{"a":"it's \\"$HOME\\"\`!"}\n\n`],
    ['with what a terminal changes', '{"a":\t"ž😀\u202e"}\r\n'],
    ['that is no text', Uint8Array.of(0x40, 0xff, 0x80, 0x0a)],
    ['with NUL', Uint8Array.of(1, 0, 255, 0, 10)],
    ['that begins like the name of a file', '@/etc/hostname'],
    ['that is too long for an argument', JSON.stringify('€'.repeat(100_000))],
  ])('signs and sends a body %s', async (_name, body) => {
    const arrived = arrivedIn(await platform({ body }));
    expect(bodyOf(arrived).equals(Buffer.from(body))).toBe(true);
    const time = headerOf(arrived, 'x-request-timestamp');
    expect(time).toMatch(/^\d{13}$/);
    expect(time).not.toBe('1790000000000');
    const hash = createHash('sha256').update(body).digest('hex');
    const message = ['POST', '/v2/platforms/intents', time, hash].join('\n');
    expect(headerOf(arrived, 'x-platform-signature')).toBe(
      createHmac('sha512', SECRET).update(message).digest('hex'),
    );
    expect(new URL(arrived.url).search).toBe('?trace=1');
    expect(headerOf(arrived, 'authorization')).toBe('Platform plt_errdoctor0001');
    expect(headerOf(arrived, 'x-note')).toBe("it's $HOME `here`!");
  });

  it('holds no secret and warns of what it does', async () => {
    const { script } = await platform({ body: '{"password":"errdoctor-canary-password"}' });
    expect(script).not.toMatch(/canary|plt_errdoctor0001/);
    expect(script).toContain('-H "Authorization: $AUTHORIZATION"');
    expect(script).toContain(`body='{"password":"'"$REQUEST_SECRET_1"'"}'`);
    expect(script).toContain('# Careful: this sends a POST request, which may move money');
    expect((await platform({ method: 'GET' })).script).not.toContain('Careful');
  });

  it('decodes a key and keeps the form of the header', async () => {
    const arrived = arrivedIn(
      await run('standardwebhooks/webhook', {
        headers: [['webhook-id', 'msg_errdoctor1']],
        body: '{"a":1}',
        secret: 'whsec_ZXJyZG9jdG9yLWV4YW1wbGUtYmluYXJ5AP8=',
      }),
    );
    const message = `msg_errdoctor1.${headerOf(arrived, 'webhook-timestamp')}.{"a":1}`;
    const key = Buffer.from('ZXJyZG9jdG9yLWV4YW1wbGUtYmluYXJ5AP8=', 'base64');
    const signature = createHmac('sha256', key).update(message).digest('base64');
    expect(headerOf(arrived, 'webhook-signature')).toBe(`v1,${signature}`);
  });

  it('puts timestamp and signature into the query', async () => {
    const path = '/api/v3/order?symbol=BTCUSDT&timestamp=1790000000123&signature=00';
    const arrived = arrivedIn(await run('binance/query', { method: 'DELETE', path }));
    const [, query = '', signature] = /\?(.*)&signature=(\w+)$/.exec(arrived.url) ?? [];
    expect(query).toMatch(/^symbol=BTCUSDT&timestamp=\d{13}$/);
    expect(signature).toBe(createHmac('sha256', SECRET).update(query).digest('hex'));
    expect(arrived.method).toBe('DELETE');
  });

  it('puts timestamp and signature into a form', async () => {
    const body = 'symbol=BTCUSDT&timestamp=1790000000123&signature=00';
    const arrived = arrivedIn(await run('binance/form', { body }));
    const [, form = '', signature] = /^(.*)&signature=(\w+)$/.exec(bodyOf(arrived).toString()) ?? [];
    expect(form).toMatch(/^symbol=BTCUSDT&timestamp=\d{13}$/);
    expect(signature).toBe(createHmac('sha256', SECRET).update(form).digest('hex'));
  });

  it.each([
    ['twilio/webhook', /cannot be written for curl: it decodes parameters before it joins them/],
    ['adyen/webhook', /the signature travels inside the JSON body/],
    ['partna/webhook', /signs with a private key/],
  ])('is refused for %s', async (scheme, says) => {
    const { code, script, stderr } = await run(scheme, { body: '{}' });
    expect({ code, script }).toEqual({ code: 2, script: '' });
    expect(stderr).toMatch(says);
  });

  it('takes nothing of a capture for a command of its own', async () => {
    const request = {
      method: "POST\n'; touch method; '",
      url: "https://api.pandabase.io/v2/$(touch path)';touch path;'?a=`touch query`",
      headers: { 'X-Note': "'; touch header; '", 'X-Api-Key\ntouch name': 'errdoctor-example' },
    };
    const cwd = folderWith({ 'capture.json': JSON.stringify({ request }), body: "'; touch body; '" });
    const words = ['sign', 'capture.json', '--data', 'body', '-p', 'pandabase', '--curl'];
    const { stdout } = await errdoctor(words, { cwd });
    spawnSync('bash', ['-c', `curl() { :; }\n${stdout}`], {
      cwd,
      env: { ...process.env, SECRET: 'example' },
    });
    expect(readdirSync(cwd).sort()).toEqual(['body', 'capture.json']);
  });

  it('tells that a nonce stands in two places', async () => {
    const call = { path: '/0/private/Balance', body: 'nonce=1790000000123', secret: 'ZXJyZG9jdG9y' };
    expect((await run('kraken/request', call)).script).toContain('# $nonce stands in the request as well');
  });

  it('sends nothing with a key that cannot be read', async () => {
    const call = { path: '/0/private/Balance', body: 'nonce=1790000000123', secret: '***' };
    await expect(run('kraken/request', call)).rejects.toThrow(/^exit 1: .*hexkey/);
  });

  it('names what the capture lacks, and reads SECRET where no variable is named', async () => {
    const input = '{"request":{"method":"POST","url":"https://api.pandabase.io/v2/platforms/intents"}}';
    const lacking = await errdoctor(['sign', '--curl'], { input });
    expect({ code: lacking.code, stdout: lacking.stdout }).toEqual({ code: 2, stdout: '' });
    expect(lacking.stderr).toContain('does not hold what is needed (body); --request and --data');
    const { stdout } = await errdoctor(['sign', '--curl'], {
      input: 'GET /v2/platforms/intents HTTP/1.1\r\nHost: api.pandabase.io\r\n\r\n',
    });
    expect(stdout).toContain('-hmac "$SECRET"');
  });
});
