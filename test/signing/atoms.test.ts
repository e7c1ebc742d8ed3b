import { describe, expect, it } from 'vitest';
import { atomName, atomValue, partLabel } from '../../src/signing/atoms.js';
import { rawValue, readCarrier } from '../../src/signing/carrier.js';
import { materialOf } from '../../src/signing/material.js';
import { bytes, readMaterial } from '../../src/signing/read-material.js';
import type { Atom, Carrier, PartNode, Scheme } from '../../src/signing/scheme.js';
import { exchangeWith } from '../support/exchange.js';

const scheme = { name: 'request signature', at: { header: 'X-Signature' } } as Scheme;
const material = materialOf(
  readMaterial(
    exchangeWith({
      method: 'PUT',
      url: 'https://me:pw@API.shop.example:8443/v1/a%20b?x=1&sign=ab#top',
      headers: { Host: 'api.shop.example', 'X-Time': '17' },
      body: '{"a":{"b":2.50},"c":"é"}',
    }),
  ),
);

describe('a part of what is signed', () => {
  it.each<[atom: Atom, label: string, value: string | undefined]>([
    [{ secret: true }, 'secret', undefined],
    [{ method: true }, 'method', 'PUT'],
    [{ host: true }, 'host', 'api.shop.example'],
    [{ path: true }, 'path', '/v1/a%20b'],
    [{ query: true }, 'query', 'x=1&sign=ab'],
    [{ target: true }, 'path and query', '/v1/a%20b?x=1&sign=ab'],
    [{ url: true }, 'URL', 'https://me:pw@API.shop.example:8443/v1/a%20b?x=1&sign=ab'],
    [{ body: true }, 'body', bytes('{"a":{"b":2.50},"c":"é"}')],
    [{ header: 'x-time' }, 'x-time', '17'],
    [{ header: 'x-other' }, 'x-other', ''],
    [{ param: 'x' }, 'parameter x', '1'],
    [{ field: 'c' }, 'c', bytes('é')],
    [{ raw: 'a' }, '"a" as sent', '{"b":2.50}'],
    [{ time: true }, 'timestamp', undefined],
    [{ token: 't' }, 't', '99'],
    [{ part: 'canonical' }, 'canonical', undefined],
    [{ join: '.', of: [{ method: true }, 'text', { body: true }] }, 'method + text + body', undefined],
    [{ hmac: 'sha256', key: { secret: true }, of: { body: true } }, 'hmac', undefined],
    [{ choose: { method: true }, of: {} }, 'part', undefined],
    [{ first: [{ header: 'a' }, { header: 'b' }, { header: 'a' }] }, 'a or b', undefined],
  ])('%j is called "%s" and is %j', (atom, label, value) => {
    expect(partLabel(atom, scheme)).toBe(label);
    expect(atomValue(atom, material, { t: '99' })).toBe(value);
    expect(Object.keys(atom)).toContain(atomName(atom));
  });

  it('of a form is read from the body', () => {
    const form = materialOf(readMaterial(exchangeWith({ body: 'a=1&b=c+d' })));
    expect(atomValue({ form: 'b' }, form, {})).toBe('c d');
    expect(partLabel({ form: 'b' }, scheme)).toBe('form parameter b');
  });

  it.each<Atom>([
    { method: true },
    { host: true },
    { path: true },
    { query: true },
    { target: true },
    { url: true },
    { body: true },
    { header: 'x-time' },
    { param: 'x' },
    { form: 'x' },
    { field: 'a' },
    { raw: 'a' },
  ])('%j is not known of a request that was not captured', (atom) => {
    const { request: _, ...answer } = exchangeWith();
    expect(atomValue(atom, materialOf(readMaterial(answer)), {})).toBeUndefined();
  });

  it.each<[part: PartNode, label: string]>([
    [{ body: true, then: ['sha256', 'hex'] }, 'SHA-256 of the body, hex'],
    [{ body: true, then: ['trim', 'md5', 'base64', 'upper'] }, 'MD5 of the body, trim, base64, upper case'],
    [{ method: true, then: ['lower'] }, 'method, lower case'],
    [{ secret: true, then: [{ unprefix: 'whsec_' }] }, 'secret'],
    [{ body: true, then: ['sha1'] }, 'SHA-1 of the body'],
    [{ body: true, then: ['sha224'] }, 'SHA-224 of the body'],
    [{ body: true, then: ['sha384'] }, 'SHA-384 of the body'],
    [{ body: true, then: ['sha512'] }, 'SHA-512 of the body'],
  ])('%j is called "%s"', (part, label) => expect(partLabel(part, scheme)).toBe(label));

  it('is the timestamp by its header', () => {
    const timed = { ...scheme, time: { from: { header: 'x-time' }, unit: ['s'] } } as unknown as Scheme;
    expect(partLabel({ time: true }, timed)).toBe('timestamp (x-time)');
    const inside = { ...scheme, time: { from: { token: 't' }, unit: ['s'] } } as unknown as Scheme;
    expect(partLabel({ time: true }, inside)).toBe('timestamp');
  });
});

describe('what may be signed of a request', () => {
  const read = (parts: Parameters<typeof exchangeWith>[0]) => readMaterial(exchangeWith(parts));

  it('has a host by its header, else by its URL', () => {
    expect(read({ url: 'https://me@api.shop.example:8443/v1' }).host).toBe('api.shop.example:8443');
    expect(read({ headers: { ':authority': 'h2.shop.example' } }).host).toBe('h2.shop.example');
    expect(read({ url: 'https://api.shop.example' })).toMatchObject({ path: '/', query: '' });
  });

  it('keeps masked headers apart from those that were not sent', () => {
    const { header, headerNames } = materialOf(read({ headers: { 'X-Key': '***', 'X-A': '1' } }));
    expect([header('x-key'), header('X-a'), header('x-b')]).toEqual([undefined, '1', '']);
    expect(headerNames).toEqual(['x-key', 'x-a']);
    expect(materialOf(read({ seen: 'some' })).header('x-b')).toBeUndefined();
  });

  it('has the body as it was sent and as it reads', () => {
    expect(read({ body: 'é' })).toMatchObject({ body: bytes('é'), wireBody: bytes('é'), bodyIsExact: true });
    expect(read({})).toMatchObject({ body: '', wireBody: '', bodyIsExact: true });
    const exchange = exchangeWith();
    const body = { is: 'parsed', value: { a: 1 } } as const;
    const parsed = readMaterial({ ...exchange, request: { ...exchange.request, body } as never });
    expect(parsed).toMatchObject({ body: '{"a":1}', bodyIsExact: false });
  });
});

describe('the place of a signature', () => {
  const HEX = '0123456789abcdef0123456789abcdef';
  const at = (carrier: Carrier, parts: Parameters<typeof exchangeWith>[0]) => {
    const read = materialOf(readMaterial(exchangeWith(parts)));
    const found = readCarrier({ ...scheme, mac: 'hmac-md5', encode: 'hex', at: carrier }, read);
    return [
      rawValue(carrier, read),
      found?.signatures[0],
      ...(found?.mistakes ?? []).map(({ detail }) => detail),
    ];
  };

  it('is a header, a parameter, a form or a member', () => {
    expect(at({ header: 'x-signature' }, { headers: { 'X-Signature': HEX } })).toEqual([HEX, HEX]);
    expect(at({ param: 'sign' }, { url: `https://api.shop.example/v1?sign=${HEX}` })).toEqual([HEX, HEX]);
    expect(at({ form: 'sign' }, { body: `a=1&sign=${HEX}` })).toEqual([HEX, HEX]);
    expect(at({ field: 'sign' }, { body: `{"sign":"${HEX}"}` })).toEqual([HEX, HEX]);
    expect(at({ param: 'sign' }, {})).toEqual(['', undefined]);
  });

  it.each([
    ['X-Hmac', true],
    ['X-Sign', true],
    ['Authorization', true],
    ['X-Authorization-Id', false],
    ['X-Signature-Time', false],
    ['X-Signature-Date', false],
    ['X-Signing-Key', false],
    ['X-Signature-Version', false],
    ['X-Signature-Method', false],
    ['X-Signature-Algorithm', false],
    ['X-Other', false],
  ])('may wrongly be %s: %s', (name, found) => {
    const moved = `${name.toLowerCase()} in place of X-Signature`;
    expect(at({ header: 'X-Signature' }, { headers: { 'X-Empty-Signature': '', [name]: HEX } })).toEqual(
      found ? ['', HEX, moved] : ['', undefined],
    );
  });

  it('holds no signature where the text is too short or another', () => {
    const inHmac = (text: string) => at({ header: 'X-Signature' }, { headers: { 'X-Hmac': text } })[1];
    expect(inHmac(HEX.slice(0, 27))).toBe(HEX.slice(0, 27));
    expect(inHmac(HEX.slice(0, 26))).toBeUndefined();
    expect(inHmac(`${HEX} ${HEX}`)).toBeUndefined();
    expect(at({ param: 'sign' }, { headers: { 'X-Hmac': HEX } })[1]).toBeUndefined();
  });
});
