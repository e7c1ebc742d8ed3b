import { describe, expect, it } from 'vitest';
import { sources } from '../support/packs.js';
import { diagnoseCapture, labelledCaptures, leadersOf } from '../support/labelled.js';

const ids = new Set(sources.flatMap(({ rules }) => rules.map(({ id }) => id)));
const captures = labelledCaptures('catalogue.txt');

describe.each([
  ['failures that any HTTP API can have', captures],
  ["curl's exit codes", labelledCaptures('curl-exits.txt')],
])('%s', (_, list) => {
  it.each(list)('$name', ({ expected, capture }) => {
    const { leaders, notes } = leadersOf(diagnoseCapture(capture));
    expect(expected.every((id) => ids.has(id))).toBe(true);
    expect([...leaders, ...notes]).toEqual(expect.arrayContaining([...expected]));
  });
});

it('a generic cause is all but certain only where evidence beside its trigger says so', () => {
  const sure = captures.flatMap(({ name, capture }) =>
    diagnoseCapture(capture).faults.flatMap(({ causes }) =>
      causes
        .filter(
          ({ candidate, probability }) =>
            probability > 0.96 &&
            candidate.trigger !== 'code' &&
            !candidate.proven &&
            candidate.steps.every(({ factor }) => factor <= 1),
        )
        .map(({ candidate }) => `${name}: ${candidate.rule.id}`),
    ),
  );
  expect(sure).toEqual([]);
});
