import { describe, expect, it } from 'vitest';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

const of = (name: string, headers: Record<string, string>, parts: Parameters<typeof exchangeWith>[0] = {}) =>
  told(new Facts(exchangeWith({ headers, ...parts }), undefined, {}), `authorization.${name}`);
const key = (value: string) => ({ 'X-Api-Key': value });
const basic = (user: string) => ({ Authorization: `Basic ${Buffer.from(user).toString('base64')}` });

describe('the mode of a credential', () => {
  it.each([
    ['sk_test_errdoctor', 'test'],
    ['acme-sk-sandbox-errdoctor', 'test'],
    ['staging_errdoctor', 'test'],
    ['stg_errdoctor', 'test'],
    ['development_errdoctor', 'test'],
    ['LIVE_errdoctor', 'live'],
    ['prod_errdoctor', 'live'],
    ['production-errdoctor', 'live'],
    ['a_test_errdoctor', undefined],
    ['ab_cd_ef_test_errdoctor', undefined],
    ['testerrdoctor', undefined],
    ['errdoctor_test', undefined],
  ])('%s says %s', (value, mode) => {
    const says = mode ? `the prefix of the credential says ${mode}` : 'the credential names no mode';
    expect(of('mode', key(value))).toEqual([mode, says]);
  });

  it('is that of the user in Basic, and none of a mask or of what was not refused', () => {
    expect(of('mode', basic('sk_test_errdoctor:'))[0]).toBe('test');
    expect(of('mode', basic(':sk_test_errdoctor'))[0]).toBeUndefined();
    expect(of('mode', key('***'))[0]).toBeUndefined();
    expect(of('mode', key('sk_test_errdoctor'), { status: 500 })[0]).toBeUndefined();
  });

  it.each([
    ['https://sandbox.shop.example/v1', true],
    ['https://api-test.shop.example/v1', true],
    ['https://api.uat.shop.example/v1', true],
    ['https://api.prod.shop.example/v1', false],
    ['https://api.shop.example/v1', false],
    ['https://api.shop.test/v1', false],
    ['https://contest.shop.example/v1', false],
  ])('live at %s is the other one: %s', (url, other) => {
    const host = new URL(url).host;
    expect(of('otherMode', key('live_errdoctor'), { url })).toEqual([
      other,
      `a live credential was sent to ${host}`,
    ]);
    expect(of('otherMode', key('errdoctor'), { url })[0]).toBe(false);
  });

  it('is the same for all that tells who calls', () => {
    const both = (headers: Record<string, string>) =>
      of('mixedModes', { ...key('live_errdoctor'), ...headers });
    expect(both({ 'X-Client-Id': 'test_errdoctor' })).toEqual([
      true,
      'X-Api-Key says live, X-Client-Id says test',
    ]);
    expect(both({ 'X-Client-Id': 'prod_errdoctor' })).toEqual([false, 'all identifiers are of one mode']);
    expect(both({ 'X-Client-Identity': 'test_errdoctor' })[0]).toBe(false);
    expect(both({ 'X-Token': '***' })[0]).toBe(false);
    expect(both({})[0]).toBe(false);
    expect(of('mixedModes', { 'X-User': 'test_a', 'X-Api-Key': 'live_a' }, { status: 200 })[0]).toBe(false);
  });
});

describe('a key for browsers', () => {
  it.each([
    ['pk_errdoctor', true],
    ['acme_pub_errdoctor', true],
    ['publishable-errdoctor', true],
    ['public_errdoctor', true],
    ['pkerrdoctor', false],
    ['sk_pk', false],
  ])('%s: %s', (value, is) =>
    expect(of('publishable', key(value))).toEqual([
      is,
      'the prefix of the credential is that of a publishable key',
    ]),
  );

  it('is none that a recorder masked, or that was not sent', () => {
    expect(of('publishable', key('pk_…(41)'))[0]).toBe(false);
    expect(of('publishable', {})[0]).toBe(false);
  });
});

describe('a credential in address and header', () => {
  const twice = (query: string, headers: Record<string, string> = basic('errdoctor:'), status = 403) =>
    of('twice', headers, { url: `https://api.shop.example/v1?${query}`, status });

  it('is told by the name of the parameter', () => {
    expect(twice('a=b&access_token=errdoctor')).toEqual([
      'access_token',
      'the address carries access_token, and the request an Authorization header too',
    ]);
    expect(twice('X-Goog-Signature=errdoctor')[0]).toBe('X-Goog-Signature');
    expect(twice('sig=')[0]).toBeUndefined();
    expect(twice('design=errdoctor')[0]).toBeUndefined();
    expect(twice('sig=errdoctor', key('errdoctor'))[0]).toBeUndefined();
    expect(twice('sig=errdoctor', basic('errdoctor:'), 404)[0]).toBeUndefined();
  });
});
