import { expect, test } from 'vitest';
import type { PackParts } from '../../src/causes/compiled.js';
import { writePack } from '../../src/causes/ship-rules.js';
import { readShipped } from '../../src/causes/shipped-rules.js';
import { compiled, sources } from '../support/packs.js';

const asIs = (line: string) => line;

test.each(sources.map((source) => [source.id, source] as const))(
  'the pack %s reads as it was compiled',
  (id, source) => {
    const parts = compiled.packs[id] as PackParts;
    for (const [name, text] of Object.entries(writePack(source, parts))) {
      const part = name as keyof PackParts;
      const { rules, ...head } = readShipped(part, text, asIs);
      expect({ ...head, rules: [...rules] }).toEqual(JSON.parse(JSON.stringify(parts[part])));
      // Any of them first, and none twice.
      const again = readShipped(part, text, asIs).rules;
      const last = again.length - 1;
      expect(again.at(last)).toEqual([...rules][last]);
      expect(again.at(last)).toBe(again.at(last));
    }
  },
);

test('what ships is ASCII, a line a rule', () => {
  for (const source of sources) {
    for (const text of Object.values(writePack(source, compiled.packs[source.id] as PackParts))) {
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      expect(text.split('\n')).toHaveLength(1 + source.rules.length);
    }
  }
});

test('there is no rule beyond the last', () => {
  const { rules } = readShipped('text', '{"name":"Überweisung"}\n{"title":"→ 😀"}', asIs);
  expect([rules.length, rules.at(0)?.title, rules.at(1)]).toEqual([1, '→ 😀', undefined]);
});
