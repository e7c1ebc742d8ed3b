import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSchema } from '../../src/limits/check-schema.js';
import type { Schema } from '../../src/limits/limits.js';
import { type Sent, Upload } from '../../src/limits/sent-values.js';

function sent(value: unknown, asText = false): Sent {
  return { value, asText, exact: true, place: () => undefined };
}

function broken(value: unknown, schema: Schema, asText = false): string[] {
  return checkSchema(sent(value, asText), schema, 'the body')
    .filter(({ kept }) => kept === false)
    .map(({ says }) => says());
}

describe('a request against a schema', () => {
  const order: Schema = {
    required: ['amount', 'currency'],
    properties: {
      amount: { type: 'integer', minimum: 100, maximum: 5000 },
      currency: { enum: ['USD', 'EUR'] },
      returnUrl: { format: 'https-uri' },
      note: { type: 'string', minLength: 2, maxLength: 5 },
      items: { minItems: 1, maxItems: 2, items: { properties: { price: { exclusiveMinimum: 0 } } } },
      metadata: { maxProperties: 2, propertyNames: { maxLength: 3 }, additionalProperties: { maxLength: 4 } },
    },
  };
  const right = { amount: 100, currency: 'USD' };

  it.each([
    [{}, ['amount is missing', 'currency is missing']],
    [{ ...right, amount: null }, ['amount is null']],
    [{ ...right, amount: 50 }, ['amount is 50; at least 100 is needed: 50 too little']],
    [{ ...right, amount: 5000.5 }, ['amount is 5000.5, a number, where an integer belongs']],
    [{ ...right, amount: 5001 }, ['amount is 5001; at most 5000 is allowed: 1 too much']],
    [{ ...right, amount: '2500' }, ['amount is "2500", a string, where an integer belongs']],
    [{ ...right, currency: 'GBP' }, ['currency is "GBP"; USD, EUR are allowed']],
    [
      { ...right, returnUrl: 'http://shop.example' },
      ['returnUrl is "http://shop.example", not an absolute https URL'],
    ],
    [{ ...right, note: 'ab😀def' }, ['note has 6 characters; at most 5 is allowed: 1 too many']],
    [{ ...right, note: '😀' }, ['note has 1 character; at least 2 is needed: 1 too few']],
    [{ ...right, items: [] }, ['items has 0 entries; at least 1 is needed: 1 too few']],
    [{ ...right, items: [{ price: 1 }, { price: 0 }] }, ['items.1.price is 0; more than 0 is needed']],
    [
      { ...right, metadata: { a: 1, b: 2, c: 3 } },
      ['metadata has 3 members; at most 2 is allowed: 1 too many'],
    ],
    [
      { ...right, metadata: { long: 'x' } },
      ['the key "long" of metadata has 4 characters; at most 3 is allowed: 1 too many'],
    ],
    [
      { ...right, metadata: { a: 'y'.repeat(6) } },
      ['metadata.a has 6 characters; at most 4 is allowed: 2 too many'],
    ],
  ])('%j', (value, says) => {
    expect(broken(value, order)).toEqual(says);
  });

  it('says nothing of what is right, absent or masked', () => {
    expect(broken({ ...right, note: 'abc', items: [{}], metadata: {} }, order)).toEqual([]);
    expect(broken({ amount: '***', currency: '[REDACTED]' }, order)).toEqual([]);
  });

  it('counts decimal texts as numbers where a range asks for it', () => {
    expect(broken({ amount: '0.00' }, { properties: { amount: { exclusiveMinimum: 0 } } })).toHaveLength(1);
    expect(broken({ amount: '0.01' }, { properties: { amount: { exclusiveMinimum: 0 } } })).toEqual([]);
  });

  it('reads numbers and booleans of a query from their text', () => {
    const query: Schema = {
      properties: { limit: { type: 'integer', maximum: 100 }, all: { type: 'boolean' } },
    };
    expect(broken({ limit: '100', all: 'true' }, query, true)).toEqual([]);
    expect(broken({ limit: '101' }, query, true)).toEqual([
      'limit is "101"; at most 100 is allowed: 1 too much',
    ]);
    expect(broken({ limit: 'ten', all: '1' }, query, true)).toHaveLength(2);
  });

  it('tells a differing case apart from a value that is none', () => {
    const checks = checkSchema(
      sent({ currency: 'usd' }),
      { properties: { currency: { enum: ['USD'] } } },
      'x',
    );
    expect(checks).toMatchObject([{ keyword: 'enum', kept: false, doubted: true }]);
  });

  it.each<[string, unknown, Schema, Partial<Sent>]>([
    ['an empty parameter', { limit: '' }, { properties: { limit: { type: 'integer' } } }, { asText: true }],
    ['an empty text of a form', { mail: '' }, { properties: { mail: { format: 'email' } } }, {}],
    [
      'a parameter that is there twice',
      { limit: '500' },
      { properties: { limit: { type: 'integer', maximum: 100 } } },
      { asText: true, repeated: new Set(['limit']) },
    ],
    [
      'a URL with a gap to fill in',
      { back: 'https://a.example/{ID}' },
      { properties: { back: { format: 'uri' } } },
      {},
    ],
  ])('does not swear to %s', (_, value, schema, how) => {
    const found = checkSchema({ ...sent(value), ...how }, schema, 'x').filter(({ kept }) => kept === false);
    expect(found).toMatchObject([{ doubted: true }]);
  });

  it.each(['XXXX-XX-XX', 'j***@shop.example', 'shp_...', '[Object]', '<hidden>', 'xxx', '(redacted)'])(
    'knows nothing of a value that a recorder wrote over: %s',
    (value) =>
      expect(broken({ day: value }, { properties: { day: { format: 'date', enum: [1] } } })).toEqual([]),
  );

  it('counts a long run of one letter', () => {
    expect(broken({ note: 'x'.repeat(27) }, { properties: { note: { maxLength: 26 } } })).toHaveLength(1);
  });

  it('reads a long text that holds the signs of a mask', () => {
    const note = `${'and so on... '.repeat(9)}`;
    expect(broken({ note }, { properties: { note: { maxLength: 50 } } })).toHaveLength(1);
  });

  it('judges uploads by their size and first bytes', () => {
    const schema: Schema = { additionalProperties: { maxBytes: 10, fileKinds: ['PDF', 'PNG'] } };
    const upload = (text: string) => ({ file: new Upload(text.length, Buffer.from(text, 'latin1')) });
    expect(broken(upload('%PDF-1.7'), schema, true)).toEqual([]);
    expect(broken(upload('GIF89a'), schema, true)).toEqual([
      'the file is GIF by its first bytes; PDF, PNG are allowed',
    ]);
    expect(broken(upload('%PDF-1.7 xxx'), schema, true)).toEqual([
      'the file has 12 bytes; at most 10 is allowed: 2 too many',
    ]);
    expect(broken({ file: new Upload(11) }, schema, true)).toHaveLength(1);
    expect(broken(upload('who knows'), schema, true)).toEqual([]);
  });
});

describe('the schema language', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

  const number = fc.integer({ min: -3, max: 6 });
  const size = fc.integer({ min: 0, max: 4 });
  const scalar = fc.record(
    {
      type: fc.oneof(
        fc.constantFrom('integer', 'number', 'string', 'boolean', 'array', 'object'),
        fc.constant(['string', 'integer']),
      ),
      enum: fc.constant([1, 'a', true]),
      minimum: number,
      maximum: number,
      exclusiveMinimum: number,
      exclusiveMaximum: number,
      minLength: size,
      maxLength: size,
      minItems: size,
      maxItems: size,
      minProperties: size,
      maxProperties: size,
      format: fc.constantFrom('email', 'date', 'uuid'),
    },
    { requiredKeys: [] },
  );
  const within = (inner: fc.Arbitrary<object>) =>
    fc
      .tuple(
        scalar,
        fc.record(
          {
            properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), inner, { maxKeys: 3 }),
            required: fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 }),
            additionalProperties: inner,
            items: inner,
            propertyNames: fc.record({ maxLength: size }),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([one, other]): object => ({ ...one, ...other }));
  const schema = within(within(scalar));
  // Decimal texts count as numbers here and null as missing, as providers treat them: neither is in JSON Schema.
  const plain = fc.oneof(
    fc.integer({ min: -4, max: 7 }),
    fc.constantFrom(1.5, true, false, '', 'a', 'bcd', 'efghi', 'x@y.example', '2026-02-30', '2026-02-28'),
  );
  const holding = (inner: fc.Arbitrary<unknown>) =>
    fc.oneof(
      plain,
      fc.array(inner, { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'longer'), inner, { maxKeys: 4 }),
    );
  const value = holding(holding(plain));

  it('accepts and refuses what ajv accepts and refuses', () => {
    fc.assert(
      fc.property(schema, value, (rule, instance) => {
        const found = checkSchema(sent(instance), rule as Schema, 'x').some(({ kept }) => kept === false);
        expect(found).toBe(!ajv.validate(rule as object, instance));
      }),
      { numRuns: 150 },
    );
  });
});
