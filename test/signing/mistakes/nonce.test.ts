import { expect, it } from 'vitest';
import nonce from '../../../src/signing/mistakes/nonce.js';
import { variantsOf } from '../family.js';

const scheme = { time: { from: { param: 'timestamp' }, unit: ['ms'] as const } };
const values = (value: string, name = 'nonce') =>
  variantsOf(nonce, { param: name }, value, { scheme }).map((variant) => variant.value);

it('a counter may be one off', () => {
  expect(values('17900')).toEqual(['17901', '17899']);
  expect(values('99999999999999999999')).toEqual(['100000000000000000000', '99999999999999999998']);
  expect(values('0')).toEqual(['1']);
});

it('the time as a nonce may be read twice within a second', () => {
  const near = values('1790000000123');
  expect(near.slice(0, 4)).toEqual(['1790000000124', '1790000000122', '1790000000125', '1790000000121']);
  expect(near).toHaveLength(2000);
  expect(near).toContain('1790000001123');
});

it('other values and the timestamp are left alone', () => {
  expect(values('a1')).toEqual([]);
  expect(values('')).toEqual([]);
  expect(values('1790000000123', 'timestamp')).toEqual([]);
});
