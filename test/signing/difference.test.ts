import { expect, it } from 'vitest';
import { differenceOf } from '../../src/signing/difference.js';

const bytes = (text: string) => Buffer.from(text).toString('latin1');

it('shows the first difference with invisible bytes as escapes', () => {
  expect(differenceOf('POST\n/v2/x\n1', 'POST\r\n/v2/x\n1')).toEqual({
    offset: 4,
    expected: { before: 'POST', differs: '', after: '\\n/v2/x\\n1' },
    signed: { before: 'POST', differs: '\\r', after: '\\n/v2/x\\n1' },
  });
});

it('never cuts a character in two', () => {
  const difference = differenceOf(bytes('name=Zoë'), bytes('name=Zoê'));
  expect(difference).toMatchObject({ offset: 7, expected: { differs: 'ë' }, signed: { differs: 'ê' } });
});

it('leaves out what is far from the difference', () => {
  const difference = differenceOf(
    `${'a'.repeat(100)}1${'b'.repeat(100)}`,
    `${'a'.repeat(100)}2${'b'.repeat(100)}`,
  );
  expect(difference?.signed).toEqual({
    before: `…${'a'.repeat(24)}`,
    differs: '2',
    after: `${'b'.repeat(24)}…`,
  });
});

it('finds none between equal strings', () => {
  expect(differenceOf('same', 'same')).toBeUndefined();
});
