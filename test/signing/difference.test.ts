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

it('points into the middle, with what both sides have after it', () => {
  expect(differenceOf('a=1&b=2', 'a=1&c=2')).toEqual({
    offset: 4,
    expected: { before: 'a=1&', differs: 'b', after: '=2' },
    signed: { before: 'a=1&', differs: 'c', after: '=2' },
  });
  expect(differenceOf('', 'a')).toEqual({
    offset: 0,
    expected: { before: '', differs: '', after: '' },
    signed: { before: '', differs: 'a', after: '' },
  });
  // The same letters before and after count once.
  expect(differenceOf('aa', 'aaa')).toMatchObject({ offset: 2, signed: { before: 'aa', differs: 'a' } });
});

it('shows 24 bytes on either side, and says where there are more', () => {
  const around = (before: number, after: number) =>
    differenceOf(`${'a'.repeat(before)}1${'b'.repeat(after)}`, `${'a'.repeat(before)}2${'b'.repeat(after)}`)
      ?.signed;
  expect(around(24, 24)).toEqual({ before: 'a'.repeat(24), differs: '2', after: 'b'.repeat(24) });
  expect(around(25, 25)).toEqual({ before: `…${'a'.repeat(24)}`, differs: '2', after: `${'b'.repeat(24)}…` });
});

it('shows the first 32 bytes of what differs', () => {
  const signed = (length: number) => differenceOf('<>', `<${'x'.repeat(length)}>`)?.signed;
  expect(signed(32)).toEqual({ before: '<', differs: 'x'.repeat(32), after: '>' });
  expect(signed(33)).toEqual({ before: '<', differs: 'x'.repeat(32), after: '…' });
});

it('keeps characters of several bytes whole at every cut', () => {
  const letters = 'ä'.repeat(20);
  expect(differenceOf(bytes(`${letters}1`), bytes(`${letters}2`))?.signed.before).toBe(`…${'ä'.repeat(12)}`);
  expect(differenceOf(bytes(`x${letters}1`), bytes(`x${letters}2`))?.signed.before).toBe(
    `…${'ä'.repeat(12)}`,
  );
  const long = differenceOf('<>', bytes(`<x${'ä'.repeat(40)}>`))?.signed;
  expect(long?.differs).toBe(`x${'ä'.repeat(15)}`);
  expect(differenceOf(bytes('😀'), bytes('😁'))).toMatchObject({ offset: 0, signed: { differs: '😁' } });
});
