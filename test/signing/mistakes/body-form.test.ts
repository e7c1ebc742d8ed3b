import { describe, expect, it } from 'vitest';
import bodyForm from '../../../src/signing/mistakes/body-form.js';
import { named, variantsOf } from '../family.js';

const of = (body: string) => variantsOf(bodyForm, { body: true }, body);
const multipart = [
  '--x1',
  'Content-Disposition: form-data; name="to"',
  '',
  'Z\xc3\xbcrich',
  '--x1',
  'Content-Disposition: form-data; name="file"; filename="a.txt"',
  '',
  'text',
  '--x1--',
  '',
].join('\r\n');

describe('forms and values', () => {
  it.each([
    ['b=2&a=x%20y', 'a=x+y&b=2', 'body-multipart: sorted form pairs'],
    ['b=2&a=x%20y', 'a=x y&b=2', 'body-multipart: sorted pairs, not encoded'],
    ['b=2&a=x%20y', '{"b":"2","a":"x y"}', 'body-multipart: JSON'],
    ['{"b":2,"a":"\xc3\xa9"}', 'b=2&a=%C3%A9', 'body-multipart: form pairs'],
    ['{"b":2,"a":"x"}', 'a=x&b=2', 'body-multipart: sorted form pairs'],
    [multipart, 'to=Z%C3%BCrich', 'body-multipart: form pairs, without its boundary'],
    [multipart, '{"to":"Z\xc3\xbcrich"}', 'body-multipart: JSON'],
    ['{"a":true, "b":[false]}', '{"a":True, "b":[False]}', 'val-bool: True and False'],
    ['a=True&b=x', 'a=true&b=x', 'val-bool: true and false'],
    ['{"a":"Buy ","b" : 1}', '{"a":"Buy","b" : 1}', 'val-space: '],
    ['side=Buy+&n=1', 'side=Buy&n=1', 'val-space: '],
  ])('%j was signed as %j: %s', (sent, signed, expected) => {
    expect(named(of(sent), signed)).toContain(expected);
  });

  it.each([
    ['test=True&b=x', 'test=true&b=x', 'val-bool: true and false'],
    ['side=Buy+&n=1', 'side=Buy&n=1', 'val-space: '],
    ['price=1.50&n=2.0', 'price=1.5&n=2', 'num-format: JavaScript'],
    ['price=1.50&n=2.00', 'price=1.5&n=2.0', 'num-format: Python'],
    ['price=1.5&n=20', 'price=1.50&n=20', 'num-format: a fixed format'],
  ])('query and form %s were signed as %s', (sent, signed, expected) => {
    for (const atom of [{ query: true }, { body: true }] as const)
      expect(named(variantsOf(bodyForm, atom, sent), signed)).toContain(expected);
  });

  it('are small', () => {
    expect(of(`a=${'1'.repeat(200_000)}`)).toEqual([]);
    expect(of('')).toEqual([]);
  });

  it('hold fields with spaces and booleans', () => {
    expect(named(variantsOf(bodyForm, { field: 'a' }, ' x '), 'x')).toEqual(['val-space: ']);
    expect(named(variantsOf(bodyForm, { param: 'a' }, 'true'), 'True')).toEqual(['val-bool: True and False']);
  });
});
