import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { PackedTogether, packTogether } from '../../src/causes/packed-together.js';
import { writeShipped } from '../../src/causes/shipped-rules.js';
import { compiled } from '../support/packs.js';

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(compiled.packs).map(([id, { text }]) => [id, writeShipped(text)])),
  empty: '{}',
};
const packed = await packTogether(texts);

it.each(Object.entries(texts))('%s comes out as it went in, alone and after others', (name, text) => {
  expect(new PackedTogether(packed).text(name)).toBe(text);
  const together = new PackedTogether(packed);
  expect([together.text('empty'), together.text('http'), together.text(name)]).toEqual([
    '{}',
    texts.http,
    text,
  ]);
  const foreseen = new PackedTogether(packed);
  expect([foreseen.text('http', [name, 'nobody']), foreseen.text(name)]).toEqual([texts.http, text]);
});

it('gives all of them in any order, also the first of each piece after the one before', () => {
  const longestFirst = Object.entries(texts).sort(([, one], [, other]) => other.length - one.length);
  for (const order of [longestFirst, [...longestFirst].reverse()]) {
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
