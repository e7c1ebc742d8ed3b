import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { SchemaName } from '../../src/causes/read-schema.js';
import { schemaFaults } from '../../src/causes/schema-faults.js';
import { changed } from '../support/changed.js';
import { sources } from '../support/packs.js';

const rule = {
  title: 'The parcel is too heavy',
  when: { code: 'TOO_HEAVY' },
  prior: 0.5,
  cause: 'One parcel may weigh 30 kg at most.',
  fix: [{ say: 'Split the parcel.' }],
  retry: { when: 'after-fix', why: 'the weight stays' },
  references: ['https://docs.acmepay.example/parcels'],
  examples: { fires: [{ name: 'one', http: 'GET /' }], silent: [{ name: 'other', http: 'GET /' }] },
};

describe('the faults of a rule', () => {
  it.each([
    ['nothing', {}, []],
    ['a member too few', { title: undefined }, [': must have the member title']],
    ['a member too many', { titel: 'x' }, [': must not have the member titel']],
    [
      'a size',
      { title: 'short', prior: 0 },
      ['title: must have at least 10 characters', 'prior: must be more than 0'],
    ],
    [
      'a word that is none',
      { retry: { when: 'soon', why: 'it may' } },
      [expect.stringMatching(/^retry\.when: must be one of now, after-wait, /)],
    ],
    [
      'a place in a list',
      { references: ['https://a.example', 'b'] },
      ['references.1: must match the pattern ^https://'],
    ],
    ['one thing twice', { explains: ['http/gone', 'http/gone'] }, ['explains: must not have an item twice']],
    [
      'a name',
      { lookAlikes: { Gone: 'x' } },
      [expect.stringMatching(/^lookAlikes: has the name Gone, which must match /)],
    ],
    [
      'the alternative that was meant',
      { when: [{ code: 'X' }, { code: 'X', path: 7 }] },
      ['when.1.path: must be of type string, or must be of type array'],
    ],
    [
      'alternatives that are all missing',
      { when: {} },
      [
        'when: must have the member code, or must have the member message, or must have the member transport, or must have the member signal, or must have the member status',
      ],
    ],
    [
      'two alternatives at once',
      { when: { code: 'X', signal: 'x' } },
      ['when: is written in several ways where one is allowed'],
    ],
    [
      'what another member needs',
      { when: { code: 'X', evident: true } },
      ['when: must have the member status'],
    ],
  ])('tell %s', (_, change, faults) => {
    const value = JSON.parse(JSON.stringify({ ...rule, ...change }));
    expect(schemaFaults(value, 'rule').map(({ keys, says }) => `${keys.join('.')}: ${says}`)).toEqual(faults);
  });
});

/** Of all changes only so many are tried, because there are a hundred thousand. */
const EVERY = 13;

describe('a file that was changed in one place', () => {
  const ajv = new Ajv2020({ allowUnionTypes: true });
  for (const name of ['rule', 'pack'])
    ajv.addSchema(JSON.parse(readFileSync(`src/causes/${name}.schema.json`, 'utf8')), name);
  const agrees = (name: SchemaName, value: unknown) =>
    ajv.validate(name, value) === (schemaFaults(value, name).length === 0);

  it.each(sources.map((pack) => [pack.id, pack] as const))(
    '%s is taken or refused as ajv does',
    (_, pack) => {
      const { id, ...settings } = pack.settings;
      const files: [SchemaName, unknown][] = [
        ['pack', settings],
        ...pack.rules
          .filter((_, place) => place % 25 === 0)
          .map(({ rule }): [SchemaName, unknown] => ['rule', rule]),
      ];
      const disputed = files.flatMap(([name, file]) =>
        [...changed(file)].filter((value, place) => place % EVERY === 0 && !agrees(name, value)),
      );
      expect(disputed).toEqual([]);
    },
  );
});
