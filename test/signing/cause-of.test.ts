import { expect, it } from 'vitest';
import { causeOf, causesOf } from '../../src/signing/cause-of.js';
import type { Scheme } from '../../src/signing/scheme.js';

const causes = { 'path-*': 'shop/path', 'path-base': 'shop/base', '*': 'shop/signature' };
const scheme = { causes } as unknown as Scheme;

it('prefers the mistake, then its family, then the star', () => {
  expect(causeOf(scheme, 'path-base')).toBe('shop/base');
  expect(causeOf(scheme, 'path-double-slash')).toBe('shop/path');
  expect(causeOf(scheme, 'alg-digest')).toBe('shop/signature');
});

it('lists the rules once, the general one first', () => {
  expect(causesOf(scheme)).toEqual(['shop/signature', 'shop/path', 'shop/base']);
});
