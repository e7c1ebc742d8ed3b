import { expect, test } from 'vitest';
import { Eye } from '../../src/triage/eye.js';
import { valuesOf, variantsOf } from '../../src/triage/line-values.js';

function valuesIn(line: string) {
  const eye = new Eye();
  const bytes = Buffer.from(line);
  eye.lay(bytes);
  return valuesOf(line, eye.study(0, bytes.length, false));
}

test('of two times of a line each is the later one in a variant, and in one they are the same', () => {
  const line =
    '{"at":"2026-09-21T01:16:19.200Z","sent":"1789953379200","date":"Mon, 21 Sep 2026 01:16:19 GMT","iat":1789953300}';
  const values = valuesIn(line);
  const moments = [...variantsOf(line, values, values)].map(({ text }) =>
    valuesIn(text).flatMap(({ time }) => (time ? [Math.floor(time.at / 1000)] : [])),
  );
  for (const [first, second] of [
    [0, 1],
    [1, 2],
    [0, 3],
    [2, 3],
  ] as const) {
    const orders = moments.map((times) => Math.sign((times[first] ?? 0) - (times[second] ?? 0)));
    expect(new Set(orders)).toEqual(new Set([-1, 0, 1]));
  }
});

test('a variant tells what was written for each value, and keeps the rest', () => {
  const line = '{"id":"a1b2c3","amount":12.50,"took":7}';
  const values = valuesIn(line);
  for (const { text, written } of variantsOf(line, values, values)) {
    expect(JSON.parse(text)).toHaveProperty('took');
    expect([...written.values()]).toEqual(valuesIn(text).map((value) => value.text));
  }
});
