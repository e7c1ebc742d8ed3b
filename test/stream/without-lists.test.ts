import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutLists } from '../../src/stream/without-lists.js';

/** A text as it stands in a string of JSON. */
const written = (text: string) => Buffer.from(JSON.stringify(text).slice(1, -1));
const read = (bytes: Uint8Array | undefined) => bytes && JSON.parse(`"${bytes}"`);

/** What is left of a value. */
const emptied = (_: string, value: unknown) => {
  if (!Array.isArray(value)) return value;
  return value.length > 0 ? [null] : [];
};

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', '\\"', '\\\\', '[', ']}', '{"a":[1]}', '\n', 'é€😀', '\\u0022', 'u005b'),
  fc.integer({ min: 0, max: 130 }).map((size) => '\\'.repeat(size)),
  fc.integer({ min: 0, max: 130 }).map((size) => `${'x'.repeat(size)}"`),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 6 }),
  object: fc.dictionary(text, tie('value'), { maxKeys: 5 }),
}));

it('leaves out what lists hold, and nothing else', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(0, 1, '\t'), (given, indent) => {
      const json = JSON.stringify(given, null, indent);
      expect(JSON.parse(read(withoutLists(written(json))))).toEqual(
        JSON.parse(JSON.stringify(given, emptied)),
      );
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['is cut off in a list', '{"data":[{"id":1},'],
  ['is cut off in a text', '{"data":[],"text":"'],
  ['is long without lists', JSON.stringify({ text: 'x'.repeat(20_000) })],
  ['is longer than anyone looks at', JSON.stringify([`${'x'.repeat(1 << 20)}`])],
])('does not tell of a text that %s', (_, json) => {
  expect(withoutLists(written(json))).toBeUndefined();
});

it('does not tell of a text in which quotes or brackets are written as numbers', () => {
  for (const digits of ['0022', '005b', '005D', '007b', '005c'])
    for (const json of [`{"data":["\\u${digits}"]}`, `{"data":[1],"\\u${digits}":1}`])
      expect(withoutLists(Buffer.from(json.replaceAll('"', '\\"')))).toBeUndefined();
  expect(read(withoutLists(Buffer.from('{\\"a\\":[\\"\\u00e9\\"]}')))).toBe('{"a":[null]}');
});
