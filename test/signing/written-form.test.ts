import { describe, expect, it } from 'vitest';
import { readWritten, tokensOf } from '../../src/signing/written-form.js';

const read = (value: string | undefined, separator: string | undefined, text: string) => {
  const found = readWritten(
    { header: 'x-signature', ...(value && { value }), ...(separator && { separator }) },
    text,
  );
  return found && Object.fromEntries(found);
};

describe('the written form of a signature', () => {
  it.each([
    [undefined, undefined, 'ab12', { signature: ['ab12'] }],
    ['sha256={signature}', undefined, 'sha256=ab12', { signature: ['ab12'] }],
    ['sha256={signature}', undefined, 'ab12', undefined],
    ['t={time},v1={signature}', ',', 't=17,v1=ab', { time: ['17'], signature: ['ab'] }],
    ['t={time},v1={signature}', ',', 'v1=ab, v0=zz, t=17, v1=cd', { time: ['17'], signature: ['ab', 'cd'] }],
    ['t={time},v1={signature}', ',', 'v1=ab', undefined],
    ['v1,{signature}', ' ', 'v1,a+/= v1a,xyz v1,b', { signature: ['a+/=', 'b'] }],
    ['({signature})', undefined, '(ab)', { signature: ['ab'] }],
    ['({signature})', undefined, '(ab', undefined],
    ['{id}:{signature}', undefined, 'key:ab:cd', { id: ['key'], signature: ['ab:cd'] }],
    ['v1={signature}', undefined, '', undefined],
  ])('%s by %s reads %s', (value, separator, text, expected) => {
    expect(read(value, separator, text)).toEqual(expected);
  });

  it('names its items', () => {
    expect(tokensOf({ header: 'x', value: 't={time},v1={signature}', separator: ',' })).toEqual([
      'time',
      'signature',
    ]);
    expect(tokensOf({ header: 'x' })).toEqual(['signature']);
  });

  it('takes linear time on many signatures', () => {
    const found = readWritten(
      { header: 'x', value: 'v1={signature}', separator: ',' },
      'v1=a,'.repeat(200_000),
    );
    expect(found?.get('signature')).toHaveLength(200_000);
  });

  it('takes linear time on hostile texts', () => {
    const text = 'a,'.repeat(200_000);
    expect(read('{a},{b},{c},{signature}!', undefined, text)).toBeUndefined();
  });
});
