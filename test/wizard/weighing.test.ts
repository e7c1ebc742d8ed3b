import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnose.js';
import { likelihoods } from '../../src/wizard/likelihood.js';
import { openCost, repairCost } from '../../src/wizard/repair-cost.js';
import { SOMETHING_ELSE, supposedValues } from '../../src/wizard/supposed-values.js';

/** A diagnosis with these causes alone; one of negative probability only restates the symptom. */
function diagnosisOf(probabilities: readonly number[]): Diagnosis {
  const causes = probabilities.map((probability, index) => ({
    probability: Math.abs(probability),
    candidate: { rule: { id: `http/${index}`, fallback: probability < 0, clues: [], unless: [] } },
  }));
  const noneOfThese = 1 - causes.reduce((sum, { probability }) => sum + probability, 0);
  return { faults: [{ causes, noneOfThese }] } as unknown as Diagnosis;
}

describe('the cost of repair', () => {
  it('is how many fixes are tried on average, and more where none of them helps', () => {
    expect(repairCost(diagnosisOf([1]))).toBeCloseTo(1);
    // 0.6 × 1 + 0.3 × 2 + 0.1 × (2 + 3)
    expect(repairCost(diagnosisOf([0.6, 0.3]))).toBeCloseTo(1.7);
    // What only restates the symptom mends nothing: 1 × (0 + 3)
    expect(repairCost(diagnosisOf([-0.95]))).toBeCloseTo(3);
    expect(repairCost({ faults: [] } as unknown as Diagnosis)).toBeCloseTo(4);
  });

  it('leaves something to be spent until a cause is all but sure', () => {
    const sure = diagnosisOf([0.95]);
    const likely = diagnosisOf([0.85]);
    expect(openCost(sure)).toBe(repairCost(sure));
    expect(openCost(likely)).toBe(repairCost(likely) + 3);
    expect(openCost(diagnosisOf([-0.95]))).toBeCloseTo(6);
  });
});

describe('what an answer may be', () => {
  it('is a value on each side of what the rules ask for', () => {
    const leaf = (...tests: unknown[]) => ({ fact: 'a.fact', tests }) as never;
    expect(supposedValues([leaf(['above', 300])])).toEqual([299, 300, 301]);
    expect(supposedValues([leaf(['is', true])])).toEqual([true, false]);
    expect(supposedValues([leaf(['in', ['absent', 'empty']])])).toEqual([undefined, 'empty', SOMETHING_ELSE]);
  });

  const clue = { if: { fact: 'a.fact', tests: [['is', 'bad']] }, yes: 9, no: 0.5, group: '' };
  const candidate = {
    rule: { clues: [clue], unless: [], triggers: [] },
    facts: { fact: () => ({ is: 'not-collected', what: '', how: '' }), symptom: {}, stated: {} },
  };
  const likely = (values: readonly unknown[], probability: number) =>
    likelihoods('a.fact', values, {
      causes: [{ candidate, probability }],
      noneOfThese: 1 - probability,
    } as never);

  it('is as likely as the causes and their clues make it', () => {
    // Of other calls (1 − 0.5) ∕ (9 − 0.5) = 1 ∕ 17 fit; under the cause nine times as many.
    const [bad, good] = likely(['bad', 'good'], 0.5);
    expect(bad).toBeCloseTo(0.5 * (1 / 17) + 0.5 * (9 / 17));
    expect(good).toBeCloseTo(0.5 * (16 / 17) + 0.5 * (8 / 17));
  });

  it('shares its likelihood with those that no clue tells apart from it', () => {
    const [bad, ...others] = likely(['bad', 'one', 'two', 'three'], 1);
    expect(bad).toBeCloseTo(9 / 17);
    for (const other of others) expect(other).toBeCloseTo(8 / 17 / 3);
  });
});
