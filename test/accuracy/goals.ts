import type { Figures } from './figures.js';

/** The accuracy goals of the project. */
export interface Goal {
  readonly what: string;
  readonly limit: string;
  readonly found: string;
  readonly met: boolean;
}

export interface Found {
  readonly overall: Figures;
  readonly byProvider: ReadonlyMap<string, Figures>;
  /** Labelled captures of both halves. */
  readonly generated: number;
  readonly withoutRule: number;
  /** Captures of successes and of other APIs under which a cause stood that may not. */
  readonly onOthers: number;
  /** Among sanitised HARs and thin logs. */
  readonly falseAbsences: number;
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const score = (value: number) => value.toFixed(4);

export function goalsOf({
  overall,
  byProvider,
  generated,
  withoutRule,
  onOthers,
  falseAbsences,
}: Found): Goal[] {
  const atLeast = (what: string, value: number, limit: number): Goal => ({
    what,
    limit: `>= ${percent(limit)}`,
    found: percent(value),
    met: value >= limit,
  });
  const atMost = (what: string, value: number, limit: number): Goal => ({
    what,
    limit: `<= ${score(limit)}`,
    found: score(value),
    met: value <= limit,
  });
  const none = (what: string, value: number): Goal => ({
    what,
    limit: '0',
    found: String(value),
    met: value === 0,
  });
  return [
    { what: 'labelled captures', limit: '>= 5000', found: String(generated), met: generated >= 5000 },
    none('labels without a rule', withoutRule),
    atLeast('top-1 where identifiable', overall.top1, 0.98),
    atLeast('top-3', overall.top3, 0.995),
    atMost('Brier score', overall.brier, 0.03),
    ...[...byProvider].map(([provider, { brier }]) => atMost(`Brier score, ${provider}`, brier, 0.03)),
    atMost('calibration error', overall.calibration, 0.03),
    ...[...byProvider].map(([provider, { calibration }]) =>
      atMost(`calibration error, ${provider}`, calibration, 0.03),
    ),
    atLeast('carets at the right bytes', overall.caret, 0.95),
    none('causes on successes and other APIs', onOthers),
    none('false claims of absence', falseAbsences),
  ];
}
