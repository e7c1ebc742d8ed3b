import { describe, expect, it } from 'vitest';
import { targetsOf } from '../../src/signing/decode.js';
import type { Encoding, Scheme } from '../../src/signing/scheme.js';

/** A digest whose base64 holds both signs in which the two alphabets differ, and its length of 32 a padding. */
const DIGEST = Buffer.from('12efbeffd7a0123456789abcdef00112233445566778899aabbccddeeffbef12', 'hex');
const RAW = DIGEST.toString('latin1');
const HEX = DIGEST.toString('hex');
const BASE64 = DIGEST.toString('base64');
const URL = DIGEST.toString('base64url');
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');

/** How a text must have been written for it to stand for the digest: mistakes by id and words; undefined when it cannot. */
function written(text: string, encode: Encoding | readonly Encoding[]) {
  const target = targetsOf(text, { encode } as Scheme).find(({ bytes }) => bytes === RAW);
  return target?.mistakes.map(({ id, detail }) => `${id}: ${detail}`);
}

describe('the documented writing', () => {
  it.each<[text: string, encode: Encoding | readonly Encoding[]]>([
    [HEX, 'hex'],
    [BASE64, 'base64'],
    [URL, 'base64url'],
    [`${URL}=`, 'base64url'],
    [HEX, ['base64', 'hex']],
    [BASE64, ['hex', 'base64']],
    [URL, ['base64', 'base64url']],
  ])('%s in %s has no mistake', (text, encode) => expect(written(text, encode)).toEqual([]));
});

describe('another writing', () => {
  const STDIN = '"SHA2-256(stdin)=" before it, as a command line prints it';

  it.each<[text: string, encode: Encoding, ...mistakes: string[]]>([
    [HEX.toUpperCase(), 'hex', 'enc-hex-case: upper-case hex'],
    [HEX.replace('fb', 'FB'), 'hex', 'enc-hex-case: hex in mixed case'],
    [HEX, 'base64', 'enc-hex-vs-base64: hex in place of base64'],
    [HEX.toUpperCase(), 'base64url', 'enc-hex-vs-base64: hex in place of base64url'],
    [BASE64, 'hex', 'enc-hex-vs-base64: base64 in place of hex'],
    [URL, 'hex', 'enc-hex-vs-base64: base64url in place of hex'],
    [URL, 'base64', 'enc-base64url: in the URL alphabet'],
    [BASE64.replace('=', ''), 'base64', 'enc-base64url: without padding'],
    [BASE64, 'base64url', 'enc-base64url: in the plain base64 alphabet'],
    [hex(HEX), 'hex', 'enc-hex-vs-base64: hex of the hex text'],
    [hex(BASE64), 'hex', 'enc-hex-vs-base64: hex of the base64 text'],
    [base64(HEX), 'base64', 'enc-base64-of-hex: base64 of the hex text'],
    [base64(HEX.toUpperCase()), 'base64', 'enc-base64-of-hex: base64 of the upper-case hex text'],
    [base64(`${HEX}\n`), 'base64', 'enc-base64-of-hex: base64 of the hex text and the line break after it'],
    [base64(`${HEX}\r\n`), 'base64', 'enc-base64-of-hex: base64 of the hex text and the line break after it'],
    [base64(BASE64), 'base64', 'enc-base64-of-hex: base64 of the base64 text'],
    [`"${HEX}"`, 'hex', 'enc-prefix: in quotes or between spaces'],
    [`'${HEX}'`, 'hex', 'enc-prefix: in quotes or between spaces'],
    [` ${HEX}\n`, 'hex', 'enc-prefix: in quotes or between spaces'],
    [BASE64.replaceAll('+', ' '), 'base64', 'enc-url: with + turned into a space'],
    [`SHA2-256(stdin)= ${HEX}`, 'hex', `enc-prefix: ${STDIN}`],
    [`hex:${HEX}`, 'hex', 'enc-prefix: "hex:" before it, as a command line prints it'],
    [`hexdigest: ${HEX}`, 'hex', 'enc-prefix: "hexdigest:" before it, as a command line prints it'],
    [encodeURIComponent(BASE64), 'base64', 'enc-url: percent-encoded'],
    [encodeURIComponent(encodeURIComponent(BASE64)), 'base64', 'enc-url: percent-encoded twice'],
    [
      `"${HEX.toUpperCase()}"`,
      'hex',
      'enc-prefix: in quotes or between spaces',
      'enc-hex-case: upper-case hex',
    ],
  ])('%s in place of %s', (text, encode, ...mistakes) => expect(written(text, encode)).toEqual(mistakes));

  it.each<[text: string, encode: Encoding]>([
    [`"${HEX}`, 'hex'],
    [`x${HEX}`, 'hex'],
    [`${HEX}!`, 'hex'],
    [`${BASE64}==`, 'base64'],
    [`(stdin) ${HEX}`, 'hex'],
    [`a hex:${HEX}`, 'hex'],
    [`${HEX}"`, 'hex'],
    [`x"${HEX}"`, 'hex'],
    [`${HEX}a`, 'hex'],
    [`hex:${HEX}!`, 'hex'],
  ])('%s in place of %s is none', (text, encode) => expect(written(text, encode)).toBeUndefined());
});

describe('readings', () => {
  it('have the fewest mistakes first, and each digest once', () => {
    const targets = targetsOf(HEX, { encode: ['hex', 'base64'] } as unknown as Scheme);
    const counts = targets.map(({ mistakes }) => mistakes.length);
    expect(counts).toEqual([...counts].sort());
    expect(new Set(targets.map(({ bytes }) => bytes)).size).toBe(targets.length);
    expect(targets[0]).toEqual({ bytes: RAW, mistakes: [] });
  });

  it.each([
    ['00112233445566778899', 10],
    ['001122334455', undefined],
    ['AAECAwQFBgcICQ', 10],
    ['AAECAwQFBgcI', undefined],
    ['', undefined],
    ['not a signature!', undefined],
  ])('of %s: the first has %s bytes', (text, bytes) => {
    expect(
      targetsOf(text, { encode: /^\d+$/.test(text) ? 'hex' : 'base64' } as Scheme)[0]?.bytes.length,
    ).toBe(bytes);
  });

  it('have the documented one first, though another was read before it', () => {
    const [first, ...others] = targetsOf(HEX, { encode: 'base64' } as Scheme);
    expect(first?.mistakes).toEqual([]);
    expect(others.some(({ bytes }) => bytes === RAW)).toBe(true);
  });

  it('that come out alike are one', () => {
    const letters = Buffer.alloc(33, 'abc').toString('base64');
    const targets = targetsOf(letters, { encode: ['base64url', 'base64'] } as unknown as Scheme);
    expect(targets.map(({ mistakes }) => mistakes.length)).toEqual([0]);
  });

  it('of short texts inside are none', () => {
    const short = Buffer.alloc(15, 'abc').toString('base64');
    const inside = (text: string, encode: Encoding) =>
      targetsOf(text, { encode } as Scheme).map(({ bytes }) => bytes.length);
    expect(inside(hex(short), 'hex')).toEqual([20, 30]);
    expect(inside(base64(short), 'base64')).toEqual([20]);
    expect(inside('AAECAwQFBgcI==', 'base64')).toEqual([]);
    expect(inside(`${BASE64.replace('=', '')}AB`, 'base64')).toEqual([]);
  });
});
