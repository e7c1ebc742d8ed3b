import { expect, test } from 'vitest';
import { corpus, recordings } from '../support/corpus.js';
import { faultOf, fuzz } from '../support/fuzz.js';

const captures = [...Object.values(corpus).map((capture) => Buffer.from(capture)), ...recordings()];
const DEEP = 100_000;

test('10,000 damaged captures bring no crash, no hang and no leak', async () => {
  expect(await fuzz(captures, 10_000, 20260921)).toEqual([]);
}, 600_000);

test.each([
  ['nothing', ''],
  ['a byte-order mark', '\ufeff'],
  ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x41])],
  ['objects in objects', '{"a":'.repeat(DEEP)],
  ['lists in lists, closed', '['.repeat(DEEP) + ']'.repeat(DEEP)],
  [
    'a deep body of an exchange',
    `{"response":{"status":400,"body":${'[{"a":'.repeat(DEEP)}1${'}]'.repeat(DEEP)}}}`,
  ],
  ['deep JSON in a log', `2026-09-21T14:13:20Z stdout F ${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['deep JSON in a sentence', `POST https://api.example.com/x 400 ${'[{"a":'.repeat(DEEP)}`],
  ['a prototype', '{"__proto__":{"status":500},"constructor":{"name":1},"status":400,"code":"__proto__"}'],
  ['a long line of one character', 'a'.repeat(1_000_000)],
  ['a long line of quotes', '"'.repeat(300_000)],
  ['a long line of brackets', '{"'.repeat(300_000)],
  ['a long line of backslashes', `{${'\\'.repeat(300_000)}`],
  ['many methods', 'POST /x '.repeat(100_000)],
  ['many URLs', 'https://a.example/ '.repeat(50_000)],
  ['many codes', 'error code: A_B '.repeat(50_000)],
  ['spaces', `error ${' '.repeat(300_000)}x`],
])(
  '%s',
  async (_, capture) => {
    expect(await faultOf(Buffer.from(capture as string))).toBeUndefined();
  },
  120_000,
);
