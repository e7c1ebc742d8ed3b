import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/index.js';
import { figuresOf } from './figures.js';
import { type Measured, measure } from './measure.js';

/** A small part of `npm run bench:accuracy`, which alone holds the goals. */
describe('the measured accuracy', () => {
  let measured: Measured;
  beforeAll(async () => {
    measured = await measure(await loadEngine({ all: true }), { half: 'report', each: 4, others: 60 });
  });

  it('covers every cause that the measure can make, and each has a rule', () => {
    expect(measured.verdicts.length).toBeGreaterThan(300);
    expect(measured.withoutRule).toEqual([]);
  });

  it('finds the cause nearly always where the capture can tell', () => {
    const { top1, caret } = figuresOf(measured.verdicts);
    expect(top1).toBeGreaterThan(0.97);
    expect(caret).toBeGreaterThan(0.95);
  });

  it('claims no header or member to be absent that was sent', () => {
    expect(measured.falseAbsences).toEqual([]);
  });

  it('notices every rule that is made overconfident on purpose', () => {
    for (const { before, after } of measured.overconfident)
      expect(after.brier + after.calibration).toBeGreaterThan(before.brier + before.calibration);
  });
});
