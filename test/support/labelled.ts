import { readFileSync } from 'node:fs';
import { exchangeOf } from '../../src/causes/run-examples.js';
import { diagnose, type Diagnosis } from '../../src/diagnose.js';
import { loaded } from './packs.js';

/** A capture of test/fixtures/http with the causes that may lead on it. */
export interface Labelled {
  readonly name: string;
  readonly expected: readonly string[];
  readonly capture: string;
}

/** Reads a file of captures, each under a line `=== ROW ID[|ID…]: NAME`. */
export function labelledCaptures(file: string): Labelled[] {
  const text = readFileSync(new URL(`../fixtures/http/${file}`, import.meta.url), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [, row = '', ids = '', name = '', capture = ''] =
        /^(\S+) (\S+): (.*)\n([\s\S]*)$/.exec(block) ?? [];
      return { name: `${row} ${name}`, expected: ids.split('|'), capture };
    });
}

export function diagnoseCapture(capture: string): Diagnosis {
  return diagnose(exchangeOf({ name: 'capture', http: capture }), loaded);
}

/** The first cause of each fault, and the notes. */
export function leadersOf({ faults, notes }: Diagnosis): { leaders: string[]; notes: string[] } {
  return {
    leaders: faults.flatMap(({ causes }) => causes.slice(0, 1).map(({ candidate }) => candidate.rule.id)),
    notes: notes.map(({ rule }) => rule.id),
  };
}
