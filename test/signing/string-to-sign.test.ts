import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { examine } from '../../src/signing/examine.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { withStringToSign } from '../../src/signing/string-to-sign.js';

const scheme: Scheme = {
  name: 'request signature',
  by: 'client',
  mac: 'hmac-sha256',
  message: {
    join: '\n',
    of: [
      { method: true, then: ['upper'] },
      { path: true },
      { time: true },
      { body: true, then: ['sha256', 'hex'] },
    ],
  },
  encode: 'hex',
  at: { header: 'x-shop-signature' },
  time: { from: { header: 'x-shop-time' }, unit: ['ms'] },
  causes: { '*': 'shop/signature', 'alg-*': 'shop/algorithm', 'path-*': 'shop/path', 'sec-*': 'shop/secret' },
  references: [],
};
const SECRET = 'shop_errdoctor_canary';
const BODY = '{"amount":2500}';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const canonical = ['POST', '/v2/orders', '1790000000000', sha256(BODY)].join('\n');
const sign = (message: string, secret = SECRET, digest = 'sha256') =>
  createHmac(digest, secret).update(message).digest('hex');

async function compared(
  stringToSign: string,
  {
    signature = sign(stringToSign),
    secret,
    time = '1790000000000',
    of = scheme,
  }: { signature?: string; secret?: string; time?: string; of?: Scheme } = {},
) {
  const raw = [
    'POST /v2/orders?page=1 HTTP/1.1',
    'Host: api.shop.example',
    ...(time ? [`X-Shop-Time: ${time}`] : []),
    `X-Shop-Signature: ${signature}`,
    `Content-Length: ${BODY.length}`,
    '',
    BODY,
  ].join('\r\n');
  const [exchange] = readInput(new Input('call.http', Buffer.from(raw)), formats).exchanges;
  if (!exchange) throw new Error('no exchange was read');
  const secrets = secret === undefined ? [] : [{ value: secret, source: 'the variable SHOP' }];
  const options = { secrets, depth: 2, stringToSign };
  const finding = await examine(exchange, [['request', of]], options);
  if (!finding) throw new Error('nothing was examined');
  const { is, logged, explanations, rulesOut } = await withStringToSign(finding, exchange, of, options);
  return {
    is,
    logged,
    mistakes: explanations[0]?.mistakes.map(({ id }) => id),
    explanation: explanations[0],
    rulesOut,
  };
}

describe('the logged string without a secret', () => {
  it('is the expected one: then the rules about the string are out', async () => {
    const { is, logged, rulesOut } = await compared(canonical);
    expect(is).toBe('no-secret');
    expect(logged).toEqual({ message: canonical, isExpected: true, mistakes: [] });
    expect(rulesOut).toEqual(['shop/path']);
  });

  it.each([
    ['\n', 'LF'],
    ['\r\n', 'CR LF'],
  ])('may end in %j of the log', async (end, newline) => {
    const { logged } = await compared(canonical + end);
    expect(logged).toEqual({ message: canonical, newline, isExpected: true, mistakes: [] });
  });

  it.each([
    ['the query', canonical.replace('/v2/orders', '/v2/orders?page=1'), ['path-query']],
    ['another case', canonical.replace('POST', 'post'), ['met-case']],
    ['seconds', canonical.replace('1790000000000', '1790000000'), ['ts-unit']],
    [
      'the body printed anew',
      canonical.replace(sha256(BODY), sha256('{"amount": 2500}')),
      ['body-whitespace'],
    ],
    ['two at once', canonical.replace('POST', 'post').replaceAll('\n', '\\n'), ['met-case', 'sep-literal-n']],
  ])('proves mistakes in it: %s', async (_, message, ids) => {
    const { is, mistakes, explanation } = await compared(`${message}\n`);
    expect(is).toBe('mistake');
    expect(mistakes?.toSorted()).toEqual(ids);
    expect(explanation).toMatchObject({ message, secretUsed: false, bits: 0 });
  });

  it('may differ as no known mistake does', async () => {
    const { is, logged } = await compared(canonical.replace('/v2/orders', '/v9/goods'));
    expect(is).toBe('no-secret');
    expect(logged).toMatchObject({ isExpected: false, mistakes: [] });
  });

  it('is not compared while the capture lacks a part, or the secret is one', async () => {
    expect((await compared(canonical, { time: '[REDACTED]' })).logged).toMatchObject({
      notCompared: 'missing',
    });
    const message = { join: '', of: [{ secret: true }, { body: true }] } as const;
    const of = { ...scheme, mac: 'sha256', message } as const;
    expect((await compared(SECRET + BODY, { of })).logged).toMatchObject({ notCompared: 'secret' });
    expect(
      (await compared(SECRET + BODY, { of, secret: SECRET, signature: sha256('x') })).logged?.isExpected,
    ).toBe(true);
  });
});

describe('the logged string with the secret', () => {
  it('is what was signed, though no known mistake makes it', async () => {
    const message = canonical.replace('/v2/orders', '/v9/goods');
    const { is, logged, mistakes, explanation } = await compared(message, { secret: SECRET });
    expect({ is, mistakes }).toEqual({ is: 'mistake', mistakes: [] });
    expect(logged).toMatchObject({ isExpected: false, isSigned: true });
    expect(explanation).toMatchObject({ message, secretUsed: true, bits: 256 });
  });

  it('may be signed with another mistake besides', async () => {
    const message = canonical.replace('/v2/orders', '/v9/goods');
    const signature = sign(message, SECRET, 'sha1');
    const { is, mistakes } = await compared(message, { secret: SECRET, signature });
    expect({ is, mistakes }).toEqual({ is: 'mistake', mistakes: ['alg-digest'] });
  });

  it('is not what was signed: nothing is proven by it', async () => {
    const message = canonical.replace('POST', 'post');
    const { is, logged } = await compared(message, { secret: SECRET, signature: sign(message, 'another') });
    expect(is).toBe('not-found');
    expect(logged).toMatchObject({ isExpected: false, isSigned: false, mistakes: [{ id: 'met-case' }] });
  });

  it('stands beside a proof that needed no log', async () => {
    const right = await compared(canonical, { secret: SECRET });
    expect(right).toMatchObject({ is: 'right', logged: { isExpected: true, isSigned: true } });
    const other = await compared(canonical, {
      secret: SECRET,
      signature: sign(canonical.replace('POST', 'post')),
    });
    expect(other).toMatchObject({
      is: 'mistake',
      mistakes: ['met-case'],
      logged: { isExpected: true, isSigned: false },
    });
    const newline = await compared(`${canonical}\n`, { secret: SECRET });
    expect(newline).toMatchObject({
      is: 'mistake',
      mistakes: ['sep-edge-newline'],
      logged: { isSigned: true, message: `${canonical}\n` },
    });
  });
});
