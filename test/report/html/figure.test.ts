import { describe, expect, it } from 'vitest';
import { besides, roundUp, stacked } from '../../../src/report/html/figure.js';
import { html } from '../../../src/report/html/markup.js';
import { spark } from '../../../src/report/html/spark.js';

const series = [
  { name: 'a', look: 's1', counts: [10, 0, 1] },
  { name: 'b', look: 's2', counts: [30, 20, 0] },
];
const drawn = (part: Parameters<typeof html>[1]) => html`${part}`.text;

describe('bars', () => {
  it('stand upon each other, each as high as its count', () => {
    expect(drawn(stacked(series, 40, 1))).toBe(
      '<path class="s1" d="M0 100v-25h1v25zM2 100v-2.5h1v2.5z"/><path class="s2" d="M0 75v-75h1v75zM1 100v-50h1v50z"/>',
    );
  });

  it('stand beside each other', () => {
    expect(drawn(besides(series, 40))).toBe(
      '<path class="s1" d="M0.07 100v-25h0.43v25zM2.07 100v-2.5h0.43v2.5z"/><path class="s2" d="M0.5 100v-75h0.43v75zM1.5 100v-50h0.43v50z"/>',
    );
  });

  it('are seen however few there are, and not where there is nothing', () => {
    expect(drawn(stacked([{ name: 'a', look: 's1', counts: [0, 1] }], 1_000_000, 1))).toContain(
      '"M1 100v-1h1v1z"',
    );
    expect(drawn(spark([0, 5, 10]))).toContain('"M1 20v-10h.8v10zM2 20v-20h.8v20z"');
    expect(drawn(spark(undefined))).toBe('');
  });

  it.each([
    [0, 1],
    [1, 1],
    [7, 8],
    [41, 50],
    [9001, 10_000],
    [123_456, 200_000],
  ])('to %i have a scale that ends at %i', (value, top) => expect(roundUp(value)).toBe(top));
});
