import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { examine } from '../../../src/signing/examine.js';
import secret from '../../../src/signing/mistakes/secret.js';
import type { Part, Scheme } from '../../../src/signing/scheme.js';
import { exchangeWith } from '../../support/exchange.js';
import { named, resultsOf, variantsOf } from '../family.js';

const BODY = '{"amount":2500}';
const hashed = (digest: string, text: string) => createHash(digest).update(text);

/** Which mistakes are found when a delivery was signed with this key. */
async function found(
  given: string,
  signedWith: string | Buffer,
  { key, ...described }: { key?: Part; secret?: Scheme['secret']; others?: string[] } = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const scheme: Scheme = {
    name: 'webhook signature',
    by: 'provider',
    mac: 'hmac-sha256',
    ...(key && { key }),
    ...(described.secret && { secret: described.secret }),
    message: { body: true },
    encode: 'hex',
    at: { header: 'x-shop-signature' },
    causes: {},
    references: [],
  };
  const signature = createHmac('sha256', signedWith).update(BODY).digest('hex');
  const exchange = exchangeWith({ body: BODY, headers: { ...headers, 'X-Shop-Signature': signature } });
  const secrets = [given, ...(described.others ?? [])].map((text) => ({
    value: Buffer.from(text).toString('latin1'),
    source: 'the test',
  }));
  const finding = await examine(exchange, [['webhook', scheme]], { secrets, depth: 1 });
  return finding?.is === 'right'
    ? 'right'
    : finding?.explanations.map(({ mistakes }) => mistakes.map(({ id }) => id).join());
}

const HEX = '5f2c9a71d04b8e36aa10f0';
const PLAIN = 'errdoctor-Example-0123456789';
const MIXED = 'errdoctor+example/0 "x" ä%41&=';

describe('mistakes with the text of a secret', () => {
  it.each([
    ['sec-whitespace', PLAIN, `${PLAIN}\n`],
    ['sec-whitespace', PLAIN, `${PLAIN}\r\n`],
    ['sec-whitespace', PLAIN, `${PLAIN}\r`],
    ['sec-whitespace', PLAIN, ` ${PLAIN}`],
    ['sec-whitespace', `\t${PLAIN} \n`, PLAIN],
    ['sec-whitespace', `\ufeff${PLAIN}`, PLAIN],
    ['sec-envfile', PLAIN, `"${PLAIN}"`],
    ['sec-envfile', `'${PLAIN}'\n`, PLAIN],
    ['sec-envfile', 'errdoctor"exam\'ple', 'errdoctorexample'],
    ['sec-envfile', 'errdoctor\nexample', 'errdoctor\\nexample'],
    ['sec-envfile', 'errdoctor\r\nexample', 'errdoctor example'],
    ['sec-envfile', 'errdoctor#example', 'errdoctor'],
    ['sec-envfile', 'errdoctor example==', 'errdoctor example'],
    ['sec-envfile', 'errdoctor$example-1', 'errdoctor-1'],
    ['sec-envfile', 'errdoctor$$1example', 'errdoctor$1example'],
    ['sec-envfile', 'errdoctor\\nexample', 'errdoctor\nexample'],
    ['sec-envfile', 'errdoctor\\$example', 'errdoctor$example'],
    ['sec-not-decoded', 'ZXJyZG9jdG9y+/8=', Buffer.from('ZXJyZG9jdG9y+/8=', 'base64')],
    ['sec-not-decoded', 'ZXJyZG9jdG9y-_8', Buffer.from('ZXJyZG9jdG9y-_8', 'base64url')],
    ['sec-not-decoded', 'shop_ZXJyZG9jdG9y+/8=', Buffer.from('ZXJyZG9jdG9y+/8=', 'base64')],
    ['sec-hex-key', HEX, Buffer.from(HEX, 'hex')],
    ['sec-prefix', 'psk_live_errdoctor0example', 'errdoctor0example'],
    ['sec-prefix', 'psk_live_errdoctor0example', 'live_errdoctor0example'],
    ['sec-prefix', 'errdoctor0example', 'shop_errdoctor0example'],
    ['sec-prefix', 'whsec_errdoctor0example', 'v1,whsec_errdoctor0example'],
    ['sec-special-chars', MIXED, MIXED.replace('+', ' ')],
    ['sec-special-chars', MIXED, decodeURIComponent(MIXED)],
    ['sec-special-chars', MIXED, encodeURIComponent(MIXED)],
    ['sec-special-chars', MIXED, MIXED.replace('&', '&amp;').replaceAll('"', '&quot;')],
    ['sec-special-chars', MIXED, Buffer.from(MIXED, 'latin1')],
    ['sec-special-chars', MIXED, Buffer.from(MIXED).toString('latin1')],
    ['sec-special-chars', PLAIN, PLAIN.toUpperCase()],
    ['sec-prehashed', PLAIN, hashed('sha256', PLAIN).digest('hex')],
    ['sec-prehashed', PLAIN, hashed('sha512', PLAIN).digest()],
    ['sec-prehashed', MIXED, hashed('md5', MIXED).digest('hex')],
    ['sec-prehashed', PLAIN, hashed('sha1', PLAIN).digest()],
    ['sec-prehashed', MIXED, Buffer.from(MIXED).toString('base64')],
    ['sec-prehashed', MIXED, Buffer.from(MIXED).toString('hex')],
    ['sec-empty', PLAIN, ''],
    ['sec-empty', PLAIN, 'undefined'],
    ['sec-empty', PLAIN, 'YOUR_SHOP_SECRET'],
  ])('%s: %s', async (id, given, signedWith) => {
    const described = { secret: { name: 'shop secret', prefixes: ['shop_'] } };
    expect(await found(given, signedWith, described)).toEqual([id]);
  });

  it('are none where the secret is right', async () => {
    expect(await found(MIXED, MIXED)).toBe('right');
  });

  it('take other credentials of the exchange for the secret', async () => {
    const basic = `Basic ${Buffer.from('errdoctor-user:errdoctor:pass').toString('base64')}`;
    const headers = { 'X-Api-Key': 'errdoctor-key-1', Authorization: basic, 'X-Merchant-Id': 'm-42' };
    for (const key of [...Object.values(headers), 'errdoctor:pass', 'errdoctor-user', basic.slice(6)])
      expect(await found(PLAIN, key, {}, headers)).toEqual(['sec-wrong-kind']);
    const others = ['x-request-id', 'idempotency-key', 'x-shop-signature', 'cookie', 'host'];
    const sent = Object.fromEntries(others.map((name) => [name, 'errdoctor-key-1']));
    const tried = variantsOf(secret, { secret: true }, PLAIN, { headers: sent });
    expect(tried.filter(({ id }) => id === 'sec-wrong-kind')).toEqual([]);
  });

  it('take the secret of another environment', () => {
    const variants = variantsOf(secret, { secret: true }, PLAIN, { otherSecrets: ['errdoctor-other'] });
    expect(named(variants, 'errdoctor-other')).toEqual(['sec-environment: another secret that was given']);
  });

  it('say nothing of the secret itself', () => {
    const text = `hunter_live_tango "${MIXED}`;
    const headers = { 'x-api-key': 'errdoctor-key-1' };
    for (const { detail = '' } of variantsOf(secret, { secret: true }, text, { headers }))
      for (const part of ['hunter', 'live_', 'tango', 'errdoctor', 'example'])
        expect(detail).not.toContain(part);
  });

  it('are few enough to be combined', () => {
    const combined = variantsOf(secret, { secret: true }, PLAIN).filter(({ alone }) => !alone);
    expect(new Set(combined.map(({ value }) => value)).size).toBeLessThan(30);
  });
});

describe('mistakes with the steps from a secret to a key', () => {
  const BYTES = createHash('sha256').update('errdoctor example').digest();
  const CODE = BYTES.toString('base64');
  const GIVEN = `whsec_${CODE}`;
  const webhook: Part = { secret: true, then: [{ unprefix: 'whsec_' }, 'unbase64'] };

  it.each([
    ['sec-not-decoded', GIVEN],
    ['sec-not-decoded', CODE],
    ['sec-not-decoded', BYTES.toString('utf8')],
    ['sec-not-decoded', Buffer.from(atob(CODE), 'utf8')],
    ['sec-not-decoded', BYTES.toString('hex')],
    ['sec-prefix', Buffer.from(GIVEN, 'base64')],
    ['sec-prefix', Buffer.from(GIVEN.replace('_', ''), 'base64')],
  ])('base64 behind a prefix: %s', async (id, signedWith) => {
    expect(await found(GIVEN, signedWith, { key: webhook })).toEqual([id]);
  });

  it('base64 of hex, or hex, in place of base64', async () => {
    const key: Part = { secret: true, then: ['unbase64'] };
    expect(await found(HEX, Buffer.from(HEX, 'hex'), { key })).toEqual(['sec-hex-key']);
    const twice = Buffer.from(CODE).toString('base64');
    expect(await found(twice, BYTES, { key })).toEqual(['sec-not-decoded']);
  });

  it.each([
    ['as text', HEX],
    ['base64', Buffer.from(HEX, 'base64')],
    ['as UTF-8', Buffer.from(Buffer.from(HEX, 'hex').toString('latin1'), 'utf8')],
  ])('hex: %s', async (_, signedWith) => {
    const key: Part = { secret: true, then: ['unhex'] };
    expect(await found(HEX, signedWith, { key })).toEqual(['sec-hex-key']);
  });

  it.each([
    ['not hashed', PLAIN],
    ['as hex', hashed('sha256', PLAIN).digest('hex')],
    ['with another digest', hashed('sha512', PLAIN).digest()],
  ])('a digest: %s', async (_, signedWith) => {
    const key: Part = { secret: true, then: ['sha256'] };
    expect(await found(PLAIN, signedWith, { key })).toEqual(['sec-prehashed']);
  });

  it('have names of their own, by which they are found again', () => {
    for (const steps of [
      ['unbase64'],
      ['unhex'],
      ['sha256'],
      [{ unprefix: 'whsec_' }, 'unbase64'],
    ] as const) {
      const names = resultsOf(secret, steps, GIVEN).map(({ id, detail }) => `${id} ${detail}`);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThan(3);
    }
  });

  it('are of the secret alone', () => {
    const steps = secret.steps?.('e30=', ['unbase64'], {} as never, { body: true });
    expect([...(steps ?? [])]).toEqual([]);
  });
});
