import { expect, test } from 'vitest';
import { corpus, recordings } from '../support/corpus.js';
import { faultOf, fuzz } from '../support/fuzz.js';

const captures = [...Object.values(corpus).map((capture) => Buffer.from(capture)), ...recordings()];

test('100,000 damaged captures bring no crash, no hang and no leak', async () => {
  expect(await fuzz(captures, 100_000, 7)).toEqual([]);
});

test.each([
  ['text', 'a'],
  ['a JSON string', '{"error":"a'],
])('300 MB of %s in one line', async (_, beginning) => {
  const line = Buffer.alloc(300 * 2 ** 20, 'a');
  line.write(beginning);
  expect(await faultOf(line)).toBeUndefined();
});
