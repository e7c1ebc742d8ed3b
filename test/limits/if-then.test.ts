import { describe, expect, it } from 'vitest';
import { checkSchema } from '../../src/limits/check-schema.js';
import type { Schema } from '../../src/limits/limits.js';

const schema: Schema = {
  if: { required: ['currency'], properties: { currency: { enum: ['INR'] } } },
  then: { required: ['bank'], properties: { bank: { required: ['branch'] } } },
};

function broken(value: unknown) {
  const sent = { value, asText: false, exact: true, place: () => undefined };
  return checkSchema(sent, schema, 'the body')
    .filter(({ kept }) => kept === false)
    .map(({ says }) => says());
}

describe('a constraint that holds where another one is kept', () => {
  it.each([
    [{ currency: 'INR' }, ['bank is missing']],
    [{ currency: 'INR', bank: {} }, ['bank.branch is missing']],
    [{ currency: 'INR', bank: { branch: '1' } }, []],
    [{ currency: 'EUR' }, []],
    [{}, []],
    [{ currency: '***' }, []],
  ])('%j', (value, says) => {
    expect(broken(value)).toEqual(says);
  });
});
