import { describe, expect, it } from 'vitest';
import type { Carrier } from '../../src/signing/scheme.js';
import { readValue, tokensOf, writeValue } from '../../src/signing/written-form.js';

const HEX = '0123456789abcdef0123456789abcdef';
const at = (value?: string, separator?: string): Carrier => ({
  header: 'X-Signature',
  ...(value !== undefined && { value }),
  ...(separator !== undefined && { separator }),
});
const mistakes = (carrier: Carrier, text: string) => {
  const found = readValue(carrier, text);
  expect(found.value).toBe(text);
  return [found.signatures, ...found.mistakes.map(({ id, detail }) => `${id}: ${detail}`)];
};

describe('a value that is written otherwise', () => {
  it.each<[carrier: Carrier, text: string, expected: unknown[]]>([
    [at('v1={signature}'), HEX, [[HEX], 'enc-prefix: "v1=" left out']],
    [at('v1={signature}'), `"${HEX}"`, [[HEX], 'enc-prefix: "v1=" left out']],
    [at(), `"${HEX}"`, [[HEX], 'enc-prefix: quotes around it']],
    [at(), `'${HEX}'`, [[HEX], 'enc-prefix: quotes around it']],
    [at(), HEX, [[HEX]]],
    [at(), ` ${HEX} `, [[HEX]]],
    [at(), `sha256=${HEX}`, [[HEX], 'enc-prefix: "sha256=" before it']],
    [at(), `HMAC-SHA256 ${HEX}`, [[HEX], 'enc-prefix: "HMAC-SHA256 " before it']],
    [at(), `hmac: ${HEX}`, [[HEX], 'enc-prefix: "hmac: " before it']],
    [at(), `v0=${HEX}`, [[HEX], 'enc-prefix: "v0=" before it']],
    [at(), `v1,${HEX}`, [[HEX], 'enc-prefix: "v1," before it']],
    [at(), `${HEX}==`, [[`${HEX}==`]]],
    [at('v1={signature}'), `v0=${HEX}`, [[HEX], 'enc-prefix: "v0=" in place of "v1="']],
    [at('v1={signature}'), `V1=${HEX}`, [[HEX], 'enc-prefix: "V1=" in place of "v1="']],
    [at('v1={signature}'), `v1=v1=${HEX}`, [[HEX], 'enc-prefix: "v1=" twice']],
    [at('v1={signature}'), `v1= ${HEX} `, [[HEX]]],
    [at('v1={signature}'), 'short', [['short']]],
    [at('v1={signature}'), ' short ', [['short']]],
    [at('v1={signature}', ','), `t=1,${HEX}`, [[HEX], 'enc-prefix: "v1=" left out']],
    [at('v1={signature}', ','), `${HEX},${HEX}`, [[HEX, HEX], 'enc-prefix: "v1=" left out']],
    [at(), `averylongwordthatisnoprefix=${HEX}`, [[`averylongwordthatisnoprefix=${HEX}`]]],
    [at(), `4th=${HEX}`, [[`4th=${HEX}`]]],
    [at(), `${HEX}!`, [[`${HEX}!`]]],
  ])('%j: %s', (carrier, text, expected) => expect(mistakes(carrier, text)).toEqual(expected));

  it('may have a scheme word in another case in Authorization only', () => {
    const word = (header: string) => mistakes({ header, value: 'Sign {signature}' }, `SIGN ${HEX}`);
    expect(word('AUTHORIZATION')).toEqual([[HEX]]);
    expect(word('X-Auth')).toEqual([[HEX], 'enc-prefix: "SIGN " in place of "Sign "']);
    expect(mistakes({ param: 'sign', value: 'Sign {signature}' }, `SIGN ${HEX}`)).toHaveLength(2);
  });
});

describe('items beside the signature', () => {
  const carrier = at('t={time}, v1={signature}', ',');

  it('are read once, in any order, without blanks', () => {
    expect(readValue(carrier, `v1=${HEX} , t= 17 ,t=18, x=1`)).toMatchObject({
      signatures: [HEX],
      tokens: { time: '17' },
      mistakes: [],
    });
  });

  it('are found beside a prefix that is there twice', () => {
    expect(readValue(carrier, `t=17,v1=v1=${HEX}`).tokens).toEqual({ time: '17' });
    expect(readValue(carrier, `t=17,${HEX}`).tokens).toEqual({ time: '17' });
  });

  it('are written with what is known of them', () => {
    expect(writeValue(carrier, HEX, {})).toBe(`t=, v1=${HEX}`);
    expect(writeValue(at('a {b} {c}'), HEX, { b: '1', c: '2' })).toBe('a 1 2');
    expect(tokensOf(carrier)).toEqual(['time', 'signature']);
    expect(tokensOf(at('none', ','))).toEqual([]);
  });
});
