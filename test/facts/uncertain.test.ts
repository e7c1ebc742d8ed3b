import { expect, it } from 'vitest';
import { mayHaveHappened } from '../../src/facts/uncertain.js';
import { exchangeWith } from '../support/exchange.js';

const { response: _, ...unanswered } = exchangeWith();
const failed = (kind: string, says = 'it failed', status?: number) =>
  mayHaveHappened({
    ...(status === undefined ? unanswered : exchangeWith({ status })),
    transport: { kind, says } as never,
  });

it.each([
  [500, true],
  [503, true],
  [408, true],
  [499, false],
  [400, false],
  [200, false],
])('an answer of %s may have carried it out: %s', (status, expected) => {
  expect(mayHaveHappened(exchangeWith({ status }))).toBe(expected);
  expect(mayHaveHappened(exchangeWith({ status: 200 }), { status })).toBe(expected);
});

it.each([
  ['dns', false],
  ['connect', false],
  ['tls', false],
  ['usage', false],
  ['proxy', false],
  ['timeout', true],
  ['reset', true],
  ['other', true],
])('a failure of kind %s may have: %s', (kind, expected) => {
  expect(failed(kind)).toBe(expected);
  expect(mayHaveHappened(unanswered, { transport: kind })).toBe(expected);
});

it.each([
  ['Failed to connect to host', false],
  ['Connection timed out after 3000 ms', false],
  ['Connection timeout after 3000 ms', false],
  ['Connect Timeout Error', false],
  ['Operation timed out after 3000 ms', true],
])('a time-out that says "%s": %s', (says, expected) => expect(failed('timeout', says)).toBe(expected));

it('a broken answer decides by its status only where that refuses', () => {
  expect(failed('reset', 'cut', 200)).toBe(true);
  expect(failed('reset', 'cut', 399)).toBe(true);
  expect(failed('reset', 'cut', 400)).toBe(false);
  expect(failed('dns', 'cut', 500)).toBe(true);
  expect(mayHaveHappened(unanswered)).toBe(false);
});
