import { describe, expect, it } from 'vitest';
import { readValue, tokensOf, writeValue } from '../../src/signing/written-form.js';

const at = (value?: string, separator?: string) => ({
  header: 'x-signature',
  ...(value !== undefined && { value }),
  ...(separator !== undefined && { separator }),
});
const HEX = '0123456789abcdef0123456789abcdef';

describe('the written form of a signature', () => {
  it.each([
    [at(), HEX, [HEX], {}],
    [at('sha256={signature}'), `sha256=${HEX}`, [HEX], {}],
    [at('t={time},v1={signature}', ','), `t=17,v1=${HEX}`, [HEX], { time: '17' }],
    [at('t={time},v1={signature}', ','), `v1=ab, v0=zz, t=17, v1=cd`, ['ab', 'cd'], { time: '17' }],
    [at('v1,{signature}', ' '), 'v1,a+/= v1a,xyz v1,b', ['a+/=', 'b'], {}],
  ])('%j reads %s', (carrier, text, signatures, tokens) => {
    expect(readValue(carrier, text)).toEqual({ signatures, tokens, value: text, mistakes: [] });
  });

  it.each([
    [at('sha256={signature}'), HEX],
    [at(), `sha256=${HEX}`],
    [at('t={time},v1={signature}', ','), HEX],
    [at('v1,{signature}', ' '), HEX],
  ])('%j finds the signature in %s, and says that it is written otherwise', (carrier, text) => {
    const { signatures, mistakes } = readValue(carrier, text);
    expect(signatures).toEqual([HEX]);
    expect(mistakes.map(({ id }) => id)).toEqual(['enc-prefix']);
  });

  it('is written as it is read', () => {
    const carrier = at('t={time},v1={signature}', ',');
    expect(writeValue(carrier, HEX, { time: '17' })).toBe(`t=17,v1=${HEX}`);
    expect(writeValue(at(), HEX, {})).toBe(HEX);
  });

  it('sees a prefix in another case, which only a scheme word may have', () => {
    const { signatures, mistakes } = readValue(at('sha256={signature}'), `SHA256=${HEX}`);
    expect(signatures).toEqual([HEX]);
    expect(mistakes).toEqual([{ id: 'enc-prefix', detail: '"SHA256=" in place of "sha256="' }]);
    const authorization = { header: 'Authorization', value: 'Sign {signature}' };
    expect(readValue(authorization, `sign ${HEX}`).mistakes).toEqual([]);
  });

  it('names its items', () => {
    expect(tokensOf(at('t={time},v1={signature}', ','))).toEqual(['time', 'signature']);
    expect(tokensOf(at())).toEqual(['signature']);
  });

  it('takes linear time on many signatures', () => {
    const { signatures } = readValue(at('v1={signature}', ','), 'v1=a,'.repeat(200_000));
    expect(signatures).toHaveLength(200_000);
  });

  it('takes linear time on hostile texts', () => {
    for (const text of [
      'a,'.repeat(200_000),
      'a'.repeat(400_000),
      'v1,'.repeat(130_000),
      'ab='.repeat(130_000),
    ])
      expect(readValue(at('t={time},v1={signature}', ','), text).value).toBe(text);
  });
});
