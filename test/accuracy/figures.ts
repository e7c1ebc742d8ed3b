import type { Verdict } from './judge.js';

/** The figures of a group of verdicts; docs/accuracy.md says what each one is over. */
export interface Figures {
  readonly captures: number;
  readonly identifiable: number;
  readonly top1: number;
  readonly top1OfAll: number;
  readonly top3: number;
  readonly reciprocalRank: number;
  readonly brier: number;
  readonly brierOfAll: number;
  readonly calibration: number;
  readonly caret: number;
}

const BINS = 10;

export function figuresOf(verdicts: readonly Verdict[]): Figures {
  const identifiable = verdicts.filter(({ labelled }) => labelled.standing.identifiable);
  const placed = verdicts.filter(mustBeInTop3);
  const carets = verdicts.filter(({ caret }) => caret !== undefined);
  const forecasts = verdicts.filter(isForecast);
  return {
    captures: verdicts.length,
    identifiable: identifiable.length,
    top1: mean(identifiable.map(({ right }) => Number(right))),
    top1OfAll: mean(verdicts.map(({ right }) => Number(right))),
    top3: mean(placed.map((verdict) => Number(isInTop3(verdict)))),
    reciprocalRank: mean(verdicts.map(({ rank }) => (rank ? 1 / rank : 0))),
    brier: mean(forecasts.filter(({ labelled }) => labelled.standing.identifiable).map(squaredError)),
    brierOfAll: mean(forecasts.map(squaredError)),
    calibration: calibrationError(forecasts),
    caret: mean(carets.map(({ caret }) => Number(caret))),
  };
}

/** Where at most three causes are left, the true one must be among the first three. */
export function mustBeInTop3({ labelled }: Verdict): boolean {
  return labelled.standing.rivals.length <= 3;
}

export function isInTop3({ rank, right }: Verdict): boolean {
  return right || (rank !== undefined && rank <= 3);
}

/** Where a fallback rightly restates the symptom, or a note advises, no cause was forecast. */
function isForecast({ leading, right }: Verdict): boolean {
  return leading !== undefined && !(leading.fallback && right);
}

function squaredError({ leading, right }: Verdict): number {
  return ((leading?.probability ?? 0) - Number(right)) ** 2;
}

/** Expected calibration error: ten bins of the leading cause's probability, each against how often it was right. */
function calibrationError(verdicts: readonly Verdict[]): number {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, probability: 0, right: 0 }));
  for (const { leading, right } of verdicts) {
    const probability = leading?.probability ?? 0;
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))];
    if (!bin) continue;
    bin.count++;
    bin.probability += probability;
    bin.right += Number(right);
  }
  return (
    bins.reduce((sum, bin) => sum + Math.abs(bin.probability - bin.right), 0) / Math.max(1, verdicts.length)
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Groups in the order in which they first occur. */
export function groupedBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
