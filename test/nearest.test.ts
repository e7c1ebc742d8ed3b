import { describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.js';

describe('nearest', () => {
  it.each([
    ['anlyze', ['analyze', 'explain'], 'analyze'],
    ['anaylze', ['analyze', 'explain'], 'analyze'],
    ['ANALYSE', ['analyze', 'explain'], 'analyze'],
    ['jsom', ['text', 'json', 'ndjson'], 'json'],
    ['xyz', ['analyze', 'explain', 'csv'], undefined],
    ['a', ['b'], undefined],
    ['', ['a'], undefined],
  ])('%j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
