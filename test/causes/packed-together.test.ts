import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { PackedTogether, packTogether } from '../../src/causes/packed-together.js';
import { shippedPieces } from '../../src/causes/ship-rules.js';
import { sources } from '../support/packs.js';

const pieces = [...shippedPieces(sources), { empty: '{}' }];
const texts = Object.assign({}, ...pieces) as Readonly<Record<string, string>>;
const packed = await packTogether(pieces);

it.each(Object.entries(texts))('%s comes out as it went in, alone and after others', (name, text) => {
  expect(new PackedTogether(packed).text(name)).toBe(text);
  const together = new PackedTogether(packed);
  expect([together.text('empty'), together.text('http/match'), together.text(name)]).toEqual([
    '{}',
    texts['http/match'],
    text,
  ]);
  const foreseen = new PackedTogether(packed);
  expect([foreseen.text('index', [name, 'nobody']), foreseen.text(name)]).toEqual([texts.index, text]);
});

it('gives all of them in any order, also the first of each piece after the one before', () => {
  const inOrder = Object.entries(texts);
  for (const order of [inOrder, [...inOrder].reverse()]) {
    const together = new PackedTogether(packed);
    for (const [name, text] of order) expect(together.text(name) === text, name).toBe(true);
  }
});

it('knows no other name', () => {
  expect(new PackedTogether(packed).text('nobody')).toBe('');
});

it('takes hardly more room than one text', () => {
  expect(packed.length).toBeLessThan(1.03 * brotliCompressSync(Object.values(texts).join('\n')).length);
});
