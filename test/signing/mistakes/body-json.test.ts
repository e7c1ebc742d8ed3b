import { describe, expect, it } from 'vitest';
import bodyJson from '../../../src/signing/mistakes/body-json.js';
import { named, variantsOf } from '../family.js';

const of = (body: string, scheme = {}) => variantsOf(bodyJson, { body: true }, body, { scheme });

describe('a JSON body printed anew', () => {
  it.each([
    ['{"a":1,"b":[]}', '{"a": 1, "b": []}', "body-whitespace: Python's json.dumps"],
    ['{"a": 1}', '{"a":1}', "body-whitespace: JavaScript's JSON.stringify"],
    ['{"a":1}', '{\n  "a": 1\n}', 'body-whitespace: JSON.stringify with an indent of 2'],
    ['{"b":1,"a":2}', '{"a":2,"b":1}', "body-key-order: Python's json.dumps with sort_keys, without spaces"],
    ['{"u":"a/b"}', '{"u":"a\\/b"}', "body-slash-escape: PHP's json_encode"],
    ['{"u":"a&b"}', '{"u":"a\\u0026b"}', "body-slash-escape: Go's json.Marshal of a map"],
    ['{"u":"\xc3\xa9"}', '{"u":"\\u00e9"}', "body-unicode-escape: PHP's json_encode"],
    ['{"u":"\\u00e9"}', '{"u":"\xc3\xa9"}', "body-unicode-escape: JavaScript's JSON.stringify"],
    ['{"n":1.0}', '{"n":1}', "num-format: JavaScript's JSON.stringify"],
    ['{"n":1E3}', '{"n":1000.0}', "num-format: Python's json.dumps without spaces"],
    ['{"n":1.0}', '{"n": 1.0}', "body-whitespace: Python's json.dumps"],
    ['{"n": 1.0}', '{"n":1}', "body-two-serialisers: JavaScript's JSON.stringify"],
    ['{"a":{}}', '{"a":[]}', "body-two-serialisers: PHP's json_encode of an array"],
    ['{"a":1,"a":2}', '{"a":2}', "body-two-serialisers: JavaScript's JSON.stringify"],
    ['{"a":true,"b":null}', "{'a': True, 'b': None}", "body-repr: Python's str()"],
    ['{"a":null}', '{"a"=>nil}', "body-repr: Ruby's inspect (before 3.4)"],
    ['{"a":1}', '[object Object]', "body-repr: JavaScript's String()"],
  ])('%s was signed as %s: %s', (sent, signed, expected) => {
    expect(named(of(sent), signed)[0]).toBe(expected);
  });

  it('is the work of the receiver where the provider signs', () => {
    const variants = of('{"u": "a/b"}', { by: 'provider' });
    expect(named(variants, '{"u":"a\\/b"}')).toEqual(["body-parsed: PHP's json_encode"]);
  });

  it('is not looked for in what is no JSON', () => {
    expect(of('a=1&b=2')).toEqual([]);
    expect(of('')).toEqual([]);
    expect(of('{"a":"\xe9"}')).toEqual([]);
  });

  it('offers few variants for a simple body, each text once', () => {
    const printed = of('{"id":1,"name":"x","list":[1,2]}').filter(({ id }) => id !== 'body-repr');
    expect(printed.length).toBeLessThan(15);
    expect(new Set(printed.map(({ value }) => value)).size).toBe(printed.length);
  });

  it('offers the common printers for a large body', () => {
    const body = JSON.stringify(Array.from({ length: 100_000 }, (_, id) => ({ id, name: 'caf\u00e9' })));
    const variants = of(Buffer.from(body).toString('latin1'));
    expect(variants.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(["Python's json.dumps", "PHP's json_encode"]),
    );
    expect(variants.length).toBeLessThan(15);
  });

  it('prints numbers of fields as programs do', () => {
    const field = (value: string) => variantsOf(bodyJson, { field: 'amount' }, value);
    expect(named(field('10.50'), '10.5')).toContain('num-format: JavaScript');
    expect(named(field('10'), '10.0')).toContain('num-format: Python');
    expect(named(field('10'), '10.00')).toContain('num-format: a fixed format');
    expect(named(field('10.5'), '10,5')).toContain('num-format: a locale with decimal commas');
    expect(field('1790000000')).toEqual([]);
    expect(field('abc')).toEqual([]);
  });
});
