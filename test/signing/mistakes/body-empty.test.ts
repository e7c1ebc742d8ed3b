import { expect, it } from 'vitest';
import bodyEmpty from '../../../src/signing/mistakes/body-empty.js';
import { named, variantsOf } from '../family.js';

const of = (body: string, method: string) =>
  variantsOf(bodyEmpty, { body: true }, body, { material: { method } });

it.each([
  ['', 'GET', '{}', 'body-empty: {}'],
  ['', 'DELETE', 'null', 'body-empty: null'],
  ['', 'POST', '\n', 'body-empty: a line break'],
  ['{}', 'POST', '', 'body-empty: nothing'],
  ['{"a":1}', 'GET', '', 'body-on-get: GET'],
])('%j of a %s signed as %j: %s', (sent, method, signed, expected) => {
  expect(named(of(sent, method), signed)).toEqual([expected]);
});
