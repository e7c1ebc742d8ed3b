import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../../src/causes/pack.js';
import { Facts } from '../../../src/facts/facts.js';
import type { Scheme } from '../../../src/signing/scheme.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

const SCHEME: Scheme = {
  name: 'request signature',
  by: 'client',
  mac: 'hmac-sha256',
  message: ['body'] as never,
  encode: 'hex',
  at: { header: 'X-Signature', value: 'v1={signature}' } as never,
  causes: {},
  references: [],
};
const packWith = (scheme: Partial<Scheme>): PackSettings => ({
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  signatures: { own: { ...SCHEME, ...scheme } },
  references: {},
});
const of = (name: string, value: string | undefined, scheme: Partial<Scheme> = {}) => {
  const headers: Record<string, string> = value === undefined ? {} : { 'X-Signature': value };
  return told(new Facts(exchangeWith({ headers }), packWith(scheme), {}), `signature.${name}`);
};
const HEX = '0123456789abcdef'.repeat(4);
const bytes = (length: number) => Buffer.from('\u00fb\u00ff'.repeat(length), 'latin1').subarray(0, length);
const base64 = (length: number) => bytes(length).toString('base64');

describe('what is seen of a signature', () => {
  it.each<[name: string, value: string | undefined, expected: unknown[]]>([
    ['sent', `v1=${HEX}`, ['present', 'X-Signature was sent']],
    ['sent', undefined, ['absent', 'the request has no X-Signature header']],
    ['length', `v1=${HEX}`, [64, 'the signature has 64 characters']],
    ['length', HEX, [64, 'the signature has 64 characters']],
    ['length', undefined, [undefined, expect.any(String)]],
    ['bytes', `v1=${HEX}`, [32, 'the signature decodes to 32 bytes']],
    ['bytes', `v1=${base64(20)}`, [20, 'the signature decodes to 20 bytes']],
    ['bytes', 'v1=!', [undefined, expect.any(String)]],
    ['digest', `v1=${HEX}`, ['sha256', 'the signature is as long as one of HMAC-SHA256 (64 characters)']],
    ['digest', `v1=${HEX.slice(0, 32)}`, ['md5', expect.any(String)]],
    ['digest', `v1=${HEX.slice(0, 40)}`, ['sha1', expect.any(String)]],
    ['digest', `v1=${HEX.slice(0, 56)}`, ['sha224', expect.any(String)]],
    ['digest', `v1=${HEX.slice(0, 32).repeat(3)}`, ['sha384', expect.any(String)]],
    ['digest', `v1=${HEX.repeat(2)}`, ['sha512', expect.any(String)]],
    ['digest', 'v1=ab', ['other', expect.any(String)]],
    ['digest', 'v1=!', ['other', expect.any(String)]],
  ])('%s of %s', (name, value, expected) => expect(of(name, value)).toEqual(expected));

  it.each([
    [HEX, 'hex'],
    [HEX.toUpperCase(), 'HEX'],
    ['aB', 'HEX'],
    [`${HEX}a`, 'base64'],
    ['a+/b==', 'base64'],
    ['a+/b===', 'other'],
    ['a-_b=', 'base64url'],
    ['a-_b===', 'other'],
    ['a.b', 'other'],
    ['=a', 'other'],
  ])('%s is written in %s', (value, alphabet) =>
    expect(of('alphabet', `v1=${value}`)).toEqual([alphabet, `the signature is written in ${alphabet}`]),
  );

  it('is nothing where the pack describes none', () => {
    const pack = { ...packWith({}), signatures: {} };
    const none = (name: string) => told(new Facts(exchangeWith(), pack, {}), `signature.${name}`);
    for (const name of ['sent', 'length', 'form'])
      expect(none(name)).toEqual(['failed', 'the pack describes no request signature']);
  });
});

describe('the form of a signature', () => {
  const documented = (form: string) =>
    `the form of the signature is "${form}" (documented: hmac-sha256, hex)`;

  it.each<[value: string | undefined, form: string, says?: string]>([
    [undefined, 'absent', 'no X-Signature among the request headers'],
    ['', 'empty', 'X-Signature has no value'],
    ['<signature>', 'placeholder'],
    [`v1=${HEX}`, 'ok', documented('ok')],
    [HEX, 'unprefixed', documented('unprefixed')],
    [`v1=${HEX.toUpperCase()}`, 'upper-case', documented('upper-case')],
    [`v1=${HEX.repeat(2)}`, 'other-digest', documented('other-digest')],
    [`v1=${base64(32)}`, 'other-encoding', documented('other-encoding')],
    [`v1=${Buffer.from(HEX).toString('base64')}`, 'base64-of-hex', documented('base64-of-hex')],
    [`v1=${Buffer.from(HEX.slice(0, 38)).toString('base64')}`, 'other'],
    [`v1=${Buffer.from(HEX.slice(0, 42)).toString('base64')}`, 'other'],
    ['v1=!', 'other'],
    ['v1=abcd', 'other'],
  ])('%s is %s', (value, form, says) => {
    expect(of('form', value)[0]).toBe(form);
    if (says) expect(of('form', value)[1]).toBe(says);
  });

  it('may be one of several encodings', () => {
    const encode = ['hex', 'base64'] as const;
    expect(of('form', `v1=${base64(32)}`, { encode })).toEqual([
      'ok',
      'the form of the signature is "ok" (documented: hmac-sha256, hex or base64)',
    ]);
    expect(of('form', `v1=${base64(32)}`, { encode: 'base64url' })[0]).toBe('other-encoding');
    expect(of('form', `v1=${bytes(32).toString('base64url')}`, { encode: 'base64url' })[0]).toBe('ok');
    const letters = Buffer.alloc(33, 'abc').toString('base64');
    expect(of('form', `v1=${letters}`, { encode: 'base64url', mac: 'ed25519' })[0]).toBe('ok');
    expect(of('form', `v1=${letters}`, { encode: 'hex', mac: 'ed25519' })[0]).toBe('other-encoding');
  });

  it('of one with a key pair has any length', () => {
    for (const mac of ['rsa-sha256', 'ecdsa-sha256', 'ed25519'] as const) {
      expect(of('form', `v1=${base64(70)}`, { mac, encode: 'base64' })[0]).toBe('ok');
      expect(of('form', 'v1=!', { mac, encode: 'base64' })[0]).toBe('other');
    }
    expect(of('form', `v1=${base64(70)}`, { encode: 'base64' })[0]).toBe('other');
  });

  it('without a documented prefix may have one', () => {
    const at = { header: 'X-Signature' } as const;
    expect(of('form', HEX, { at })[0]).toBe('ok');
    expect(of('form', `sha256=${HEX}`, { at })[0]).toBe('prefixed');
  });

  it('in the address or the body is missed there', () => {
    expect(of('form', undefined, { at: { param: 'sign' } })).toEqual([
      'absent',
      'the URL has no parameter sign',
    ]);
    expect(of('sent', undefined, { at: { param: 'sign' } })).toEqual([
      'absent',
      'the URL has no parameter sign',
    ]);
    expect(of('form', undefined, { at: { form: 'sign' } })).toEqual([
      'absent',
      'the form has no parameter sign',
    ]);
    expect(of('form', undefined, { at: { field: 'sign' } })).toEqual([
      'absent',
      'the body has no member sign',
    ]);
  });

  it('in the address or the body is read there', () => {
    const read = (at: Scheme['at'], parts: Parameters<typeof exchangeWith>[0]) => {
      const facts = new Facts(exchangeWith(parts), packWith({ at }), {});
      return [...told(facts, 'signature.sent'), told(facts, 'signature.form')[0]];
    };
    const url = `https://api.acmepay.example/v1?sign=${HEX}`;
    expect(read({ param: 'sign' }, { url })).toEqual(['present', 'the parameter sign was sent', 'ok']);
    expect(read({ form: 'sign' }, { body: `a=1&sign=${HEX}` })).toEqual([
      'present',
      'the form parameter sign was sent',
      'ok',
    ]);
    expect(read({ field: 'sign' }, { body: `{"sign":"${HEX}"}` })).toEqual([
      'present',
      'the member sign of the body was sent',
      'ok',
    ]);
    expect(read({ form: 'sign' }, { body: '{"a":1}' })).toEqual([
      'not-collected',
      'the form parameter sign',
      'not-collected',
    ]);
    const { request: _, ...answer } = exchangeWith();
    const facts = new Facts(answer, packWith({ at: { form: 'sign' } }), {});
    expect(told(facts, 'signature.sent')).toEqual(['not-collected', 'the request body']);
  });
});
