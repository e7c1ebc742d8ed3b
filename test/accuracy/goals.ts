import { figuresOf } from './figures.js';
import type { Measured } from './measure.js';

/** An accuracy goal of the project and what was found. */
export interface Goal {
  readonly what: string;
  readonly limit: string;
  readonly found: string;
  readonly met: boolean;
}

/** Brier score and expected calibration error; also what a rule made overconfident has to exceed. */
const CALIBRATION_LIMIT = 0.03;

export function goalsOf(measured: Measured): Goal[] {
  const overall = figuresOf(measured.verdicts);
  return [
    atLeast('labelled captures', measured.generated, 5000, String),
    none('labels without a rule', measured.withoutRule),
    atLeast('top-1 where identifiable', overall.top1, 0.98, percent),
    atLeast('top-3', overall.top3, 0.995, percent),
    atMost('Brier score', overall.brier, CALIBRATION_LIMIT),
    atMost('expected calibration error', overall.calibration, CALIBRATION_LIMIT),
    atLeast('carets at the right bytes', overall.caret, 0.95, percent),
    none('causes on successes and other APIs', measured.strangers),
    none('false claims of absence', measured.falseAbsences),
    // Only a figure that was within the limit before can show that the rule is what exceeds it.
    ...measured.overconfident.map(
      ({ id, before, after }): Goal => ({
        what: `Brier score of its provider, ${id} made overconfident`,
        limit: `> ${score(CALIBRATION_LIMIT)}`,
        found: `${score(after.brier)}, before ${score(before.brier)}`,
        met: before.brier <= CALIBRATION_LIMIT && after.brier > CALIBRATION_LIMIT,
      }),
    ),
  ];
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const score = (value: number) => value.toFixed(4);

function atLeast(what: string, value: number, limit: number, told: (value: number) => string): Goal {
  return { what, limit: `>= ${told(limit)}`, found: told(value), met: value >= limit };
}

function atMost(what: string, value: number, limit: number): Goal {
  return { what, limit: `<= ${score(limit)}`, found: score(value), met: value <= limit };
}

function none(what: string, found: readonly unknown[]): Goal {
  return { what, limit: '0', found: String(found.length), met: found.length === 0 };
}
