import { describe, expect, it } from 'vitest';
import { type Fact, known, notCollected } from '../../src/facts/fact.js';
import { duration, fill, fillCommand } from '../../src/report/words.js';

const facts: Record<string, Fact> = {
  'timestamp.age': known(420),
  'request.host': known('api.acmepay.example'),
  'request.json.note': known("it's $(rm -rf ~)\nnow"),
  'request.header.x-key': known(undefined),
  'response.date': notCollected('the clock', 'capture it'),
  'request.json.amount': known(2500),
};
const context = { fact: (name: string) => facts[name] ?? notCollected('nothing', 'never') };

describe('the texts of rules', () => {
  it('are filled with facts, filtered, and fall back where one is not known', () => {
    expect(fill('Signed {timestamp.age|duration} early', context)).toBe('Signed 7 min early');
    expect(fill('{request.json.amount|cents} at {response.date|time||an unknown time}', context)).toBe(
      '25.00 at an unknown time',
    );
    expect(fill('{request.header.x-key} and {response.date}', context)).toBe('absent and (not captured)');
    expect(fill('a {plain} brace, {"json": {"a.b": 1}}', context)).toBe(
      'a {plain} brace, {"json": {"a.b": 1}}',
    );
  });

  it('keep a value from the input one word of a command', () => {
    expect(fillCommand('dig +short {request.host}', context)).toBe('dig +short api.acmepay.example');
    expect(fillCommand('echo {request.json.note}', context)).toBe(`echo 'it'\\''s $(rm -rf ~) now'`);
  });
});

describe('a duration', () => {
  it.each([
    [45, '45 s'],
    [420, '7 min'],
    [-12000, '3 h 20 min'],
    [200_000, '2 days'],
    [1_790_000_000, '57 years'],
  ])('of %d s is %s', (seconds, words) => expect(duration(seconds)).toBe(words));
});
