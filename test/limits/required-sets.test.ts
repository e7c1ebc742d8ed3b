import { describe, expect, it } from 'vitest';
import { checkSchema } from '../../src/limits/check-schema.js';
import type { Schema } from '../../src/limits/limits.js';

const schema: Schema = {
  properties: {
    person: {
      anyOf: [{ required: ['phone'] }, { required: ['first', 'last'] }],
      properties: { phone: { type: 'string' }, last: { type: ['string', 'null'] } },
    },
  },
};

function broken(person: unknown) {
  const sent = { value: { person }, asText: false, exact: true, place: () => undefined };
  return checkSchema(sent, schema, 'the body').flatMap((check) =>
    check.kept === false ? [{ ...check, says: check.says() }] : [],
  );
}

describe('sets of members of which one must be there whole', () => {
  it.each([
    [{}, 'person.phone, person.first, person.last'],
    [{ first: 'Jordan' }, 'person.phone, person.last'],
    [{ phone: null, last: 'Reyes' }, 'person.phone, person.first'],
  ])('is broken by %j', (person, field) => {
    const says = 'neither phone nor first and last is there';
    expect(broken(person)).toMatchObject([{ keyword: 'required', says, field }]);
  });

  it.each([
    { phone: '+14155550100' },
    { phone: '***' },
    { first: 'Jordan', last: 'Reyes' },
    { first: 'Jordan', last: null },
  ])('is kept by %j', (person) => {
    expect(broken(person)).toEqual([]);
  });
});
