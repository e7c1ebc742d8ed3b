import { describe, expect, it } from 'vitest';
import { timeline } from '../../../src/report/triage/timeline.js';

const minutes = (...counts: [number, number][]) => ({ width: 60, counts });

describe('a timeline', () => {
  it('lays series side by side and adds up what belongs to one', () => {
    const series = [[minutes([10, 1], [12, 4]), minutes([11, 2])], [minutes([13, 3])], []];
    expect(timeline(series, 24)).toEqual({
      from: 600,
      step: 60,
      counts: [
        [1, 2, 4, 0],
        [0, 0, 0, 3],
        [0, 0, 0, 0],
      ],
    });
  });

  it('takes the narrowest step that people read easily, and loses nothing', () => {
    const day = minutes(...Array.from({ length: 1440 }, (_, minute): [number, number] => [minute, 1]));
    const found = timeline([[day]], 24);
    expect(found).toMatchObject({ from: 0, step: 3600 });
    expect(found?.counts).toEqual([new Array(24).fill(60)]);
    expect(timeline([[day]], 23)).toMatchObject({ step: 7200 });
  });

  it('is as coarse as the coarsest of its histograms', () => {
    expect(timeline([[{ width: 3600, counts: [[1, 5]] }], [minutes([119, 1])]], 100)).toEqual({
      from: 3600,
      step: 3600,
      counts: [[5], [1]],
    });
  });

  it('spans any time', () => {
    const found = timeline(
      [
        [
          { width: 1, counts: [[0, 1]] },
          { width: 1, counts: [[4_000_000_000, 1]] },
        ],
      ],
      10,
    );
    expect(found?.counts[0]?.length).toBeLessThanOrEqual(10);
    expect(found?.counts[0]?.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('is none without times', () => {
    expect(timeline([[{ width: 60, counts: [] }], []], 24)).toBeUndefined();
  });

  it('leaves out what no calendar can tell', () => {
    const strange = [
      { width: 1e300, counts: [[1e300, 1]] },
      { width: 0, counts: [[1, 1]] },
    ] as const;
    expect(timeline([[...strange, minutes([10, 1])]], 24)).toEqual({ from: 600, step: 60, counts: [[1]] });
    expect(timeline([strange], 24)).toBeUndefined();
  });
});
