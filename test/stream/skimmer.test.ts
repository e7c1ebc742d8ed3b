import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Skimmer } from '../../src/stream/skimmer.js';

const LONG = 512;
const part = fc.oneof(
  fc.constantFrom('"', '\\', '\\"', '[{', '}]', '\\'.repeat(63), '\\'.repeat(64), 'é€😀', '{"a":[1,"}"]}'),
  fc.constantFrom(LONG - 3, LONG - 2, LONG - 1, LONG, 70_000).map((size) => 'x'.repeat(size)),
  fc.integer({ min: 0, max: 130 }).map((size) => '"'.repeat(size)),
);
const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
const value = fc.array(fc.oneof(text, fc.record({ a: text, b: fc.array(text, { maxLength: 3 }) })), {
  minLength: 1,
  maxLength: 5,
});

/** The strings of a text of JSON, with their quotes. */
const stringsOf = (json: string) => [...json.matchAll(/"(?:[^"\\]|\\.)*"/gs)];

it('finds the end of any value and its longest string, wherever the bytes are parted', () => {
  fc.assert(
    fc.property(
      value,
      fc.nat(100),
      fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 5 }),
      (given, before, steps) => {
        const json = Buffer.from(JSON.stringify(given)).toString('latin1');
        const bytes = Buffer.from(`${' '.repeat(before)}${json}],"}`, 'latin1');
        const skimmer = new Skimmer();
        skimmer.begin();
        let gone = 0;
        let at = before + 1;
        for (let step = 0, there = at; skimmer.isWithin && there < bytes.length; step++) {
          there = Math.min(bytes.length, there + (steps[step % steps.length] as number));
          skimmer.show(bytes.subarray(gone, there));
          at = skimmer.skim(at - gone) + gone;
          // What was looked at may be taken away.
          if (step % 2 === 0) {
            skimmer.dropped(at - gone);
            gone = at;
          }
        }
        expect(skimmer.isWithin).toBe(false);
        expect(at).toBe(before + json.length);
        const [long] = stringsOf(json)
          .filter(([{ length }]) => length > LONG)
          .sort(([one], [other]) => other.length - one.length);
        const expected = long
          ? { start: before + long.index - gone, end: before + long.index + long[0].length - gone }
          : undefined;
        expect(skimmer.long).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
