import { describe, expect, it } from 'vitest';
import { jsonSlice, jsonText, parameter } from '../../src/signing/body-values.js';

const bytes = (text: string) => Buffer.from(text).toString('latin1');

describe('a value in a JSON body', () => {
  const body = bytes(
    '\n {"id": "é\\n\\u0041", "amount": 2.50, "ok":true, "none": null, "items": [ {"id":7}, [1, 2] ]}',
  );

  it.each<[path: string, text: string, slice?: string]>([
    ['id', bytes('é\nA'), bytes('"é\\n\\u0041"')],
    ['amount', '2.50'],
    ['ok', 'true'],
    ['none', '', 'null'],
    ['items.0.id', '7'],
    ['items.0', '{"id":7}'],
    ['items.1', '[1, 2]'],
    ['items.1.1', '2'],
    ['items.2', ''],
    ['items.id', ''],
    ['other', ''],
    ['id.length', ''],
    ['amount.a', ''],
  ])('%s is %j', (path, text, slice = text) => {
    expect(jsonText(body, path)).toBe(text);
    expect(jsonSlice(body, path)).toBe(slice);
  });

  it.each(['', 'no json', '{"id":"cut', '{"id"'])('is none in %j', (text) => {
    expect([jsonText(text, 'id'), jsonSlice(text, 'id')]).toEqual(['', '']);
  });
});

it.each([
  ['a=1&b=c+d%21&b=2', 'b', 'c d!'],
  ['a=1&b', 'b', ''],
  ['a=1', 'b', ''],
  ['%61=1', 'a', '1'],
])('in %s the parameter %s is "%s"', (pairs, name, value) => expect(parameter(pairs, name)).toBe(value));
