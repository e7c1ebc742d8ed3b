import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkJson, parseLeniently } from '../../src/exchange/json-syntax.js';

function check(text: string) {
  const { is, end } = checkJson(Buffer.from(text));
  return [is, end];
}

function lenient(text: string): unknown {
  const bytes = Buffer.from(text);
  return parseLeniently(bytes, checkJson(bytes));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['{"a":[1,-2.5e+3,true,null,"\\u00e9\\n"]} rest', 'ok', 38],
  [' []', 'ok', 3],
  ['{"a":1,}', 'malformed', 7],
  ['{"a" 1}', 'malformed', 5],
  ['{a:1}', 'malformed', 1],
  ['[01]', 'malformed', 2],
  ['[1 2]', 'malformed', 3],
  ['["a\nb"]', 'malformed', 3],
  ['["\\x"]', 'malformed', 2],
  ['[tru]', 'malformed', 1],
  ['[1}', 'malformed', 2],
  ['{"a":[1,2', 'cut', 9],
  ['{"a":tru', 'cut', 8],
  ['{"a":"b\\', 'cut', 8],
  ['', 'cut', 0],
])('%j is %s at %i', (text, is, end) => {
  expect(check(text)).toEqual([is, end]);
});

describe('any text', () => {
  const edited = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '"', ',', ':', '}', ']', '{', '0', '.', '\\', ' ', '\n', 'e'),
    )
    .map(([json, seed, character]) => {
      const at = seed % (json.length + 1);
      return json.slice(0, at) + character + json.slice(character ? at : at + 1);
    });

  test('is JSON here exactly when JSON.parse says so', () => {
    fc.assert(
      fc.property(edited, (text) => {
        const [is, end] = check(text);
        const whole =
          is === 'ok' &&
          text.trimEnd().length <=
            Buffer.from(text)
              .subarray(0, end as number)
              .toString().length;
        expect(whole).toBe(parses(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('that is cut never counts as malformed', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, seed) => {
        const text = JSON.stringify({ json: JSON.parse(json) });
        expect(checkJson(Buffer.from(text).subarray(0, seed % text.length)).is).toBe('cut');
      }),
    );
  });
});

describe('read leniently', () => {
  test.each([
    ['{"a":{"b":"text that is cu', { a: { b: 'text that is cu' } }],
    ['{"a":1,"b":12', { a: 1 }],
    ['{"a":1,"b', { a: 1 }],
    ['{"a":1,"b":', { a: 1 }],
    ['{"a":[1,2,', { a: [1, 2] }],
    ['{"a":"x\\u00', { a: 'x' }],
    ['{"a":1,"b":oops}', { a: 1 }],
    ['{"a":1} rest', { a: 1 }],
    ['nothing', undefined],
  ])('%j', (text, value) => {
    expect(lenient(text)).toEqual(value);
  });

  test('at any depth', () => {
    expect(lenient('['.repeat(100_000))).toBeInstanceOf(Array);
  });
});
