import { expect, test } from 'vitest';
import { readShipped, writeShipped } from '../../src/causes/shipped-rules.js';
import { compiled } from '../support/packs.js';

test.each(Object.keys(compiled.packs))('the pack %s reads as it was written', (id) => {
  for (const part of Object.values(compiled.packs[id] ?? {})) {
    const { rules, ...head } = readShipped<typeof part>(writeShipped(part));
    expect({ ...head, rules: [...rules] }).toEqual(JSON.parse(JSON.stringify(part)));
  }
});

test('what ships is ASCII, a line a rule', () => {
  const part = { name: 'Überweisung', rules: [{ says: 'a\nb' }, { says: '→ 😀' }] };
  const text = writeShipped(part);
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text.split('\n')).toHaveLength(3);
  expect(readShipped<typeof part>(text).rules.at(1)).toEqual({ says: '→ 😀' });
});

test('there is no rule beyond the last', () => {
  const { rules } = readShipped<{ rules: unknown[] }>(writeShipped({ rules: [{}] }));
  expect([rules.length, rules.at(1)]).toEqual([1, undefined]);
});
