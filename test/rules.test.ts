import { describe, expect, it } from 'vitest';
import { lintPacks } from '../src/causes/lint-packs.js';
import { runExamples } from '../src/causes/run-examples.js';
import { findings, loaded, sources } from './support/packs.js';

describe('every pack of the repository', () => {
  it('fits the schema', () => expect(findings).toEqual([]));

  it('passes the linter', () => expect(lintPacks(sources)).resolves.toEqual([]));

  it.each(sources.map((pack) => [pack.id, pack] as const))(
    '%s: each rule leads on its own examples and stays behind on the others',
    (_id, pack) => {
      expect(runExamples([pack], loaded)).toEqual([]);
    },
  );
});
