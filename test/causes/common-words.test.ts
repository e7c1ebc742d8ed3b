import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonWords, lengthener, shortener } from '../../src/causes/common-words.js';
import { writePack } from '../../src/causes/ship-rules.js';
import type { PackParts } from '../../src/causes/compiled.js';
import { compiled, sources } from '../support/packs.js';

const texts = sources.flatMap((source) =>
  Object.values(writePack(source, compiled.packs[source.id] as PackParts)),
);
const words = commonWords(texts);
const [shorten, lengthen] = [shortener(words), lengthener(words)];

test('every text comes back as it was', () => {
  for (const text of texts) expect(lengthen(shorten(text)) === text).toBe(true);
});

test('so does any other that is ASCII', () => {
  const piece = fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.constantFrom(...words));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      expect(lengthen(shorten(text))).toBe(text);
    }),
  );
});

test('half of the text remains, in characters of one byte', () => {
  const before = texts.join('');
  const after = shorten(before);
  expect(after).toMatch(/^[\0-\xff]*$/);
  expect(after.length).toBeLessThan(0.6 * before.length);
});

test('rare words and parts of longer ones stay', () => {
  const few = shortener(commonWords(['common '.repeat(12), 'rare']));
  expect(few('common rare uncommon commonCase')).toBe('\x80 rare uncommon \x80Case');
});
