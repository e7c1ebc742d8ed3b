import { MOST_QUESTIONS } from '../../../src/wizard/inquiry.js';
import { groupedBy } from '../../accuracy/figures.js';
import type { Course, Trial } from './measure.js';

/** Numbers of questions of one strategy until the cause was found. */
export interface Figures {
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
  /** Share of the cases in which the cause was found with at most eight questions. */
  readonly found: number;
}

export interface Summary {
  readonly cases: number;
  /** The true cause led before any question. */
  readonly atOnce: number;
  /** Not even all questions together tell the cause. */
  readonly unreachable: number;
  readonly counted: number;
  readonly wizard: Figures;
  readonly checklist: Figures;
  readonly random: Figures;
  /** The wizard concluded although a further question would have told. */
  readonly stoppedEarly: number;
  /** The wizard concluded with a cause that is wrong, of all cases. */
  readonly mistaken: number;
}

export function summaryOf(trials: readonly Trial[]): Summary {
  const asked = trials.filter(({ checklist }) => !isAtOnce(checklist));
  const counted = asked.filter(({ reachable }) => reachable);
  return {
    cases: trials.length,
    atOnce: trials.length - asked.length,
    unreachable: asked.length - counted.length,
    counted: counted.length,
    wizard: figuresOf(counted.map(({ wizard }) => wizard)),
    checklist: figuresOf(counted.map(({ checklist }) => checklist)),
    random: figuresOf(counted.flatMap(({ random }) => random)),
    stoppedEarly: counted.filter(isStoppedEarly).length,
    mistaken: trials.filter(({ wizard }) => wizard.end === 'mistaken').length,
  };
}

export function byProvider(trials: readonly Trial[]): Map<string, Summary> {
  const groups = groupedBy(trials, ({ situation }) => situation.provider);
  return new Map([...groups].map(([provider, some]) => [provider, summaryOf(some)]));
}

export function isStoppedEarly({ wizard, reachable }: Trial): boolean {
  return reachable && wizard.end !== 'found' && wizard.asked.length < MOST_QUESTIONS;
}

function isAtOnce({ asked, end }: Course): boolean {
  return end === 'found' && asked.length === 0;
}

/** Who did not find the cause, whether given up or stopped at eight, counts with eight questions. */
function figuresOf(courses: readonly Course[]): Figures {
  const counts = courses
    .map(({ asked, end }) => (end === 'found' ? asked.length : MOST_QUESTIONS))
    .sort((a, b) => a - b);
  const at = (share: number) => counts[Math.max(0, Math.ceil(share * counts.length) - 1)] ?? 0;
  const { length } = counts;
  return {
    mean: counts.reduce((sum, one) => sum + one, 0) / Math.max(1, length),
    median: at(0.5),
    p95: at(0.95),
    most: at(1),
    found: courses.filter(({ end }) => end === 'found').length / Math.max(1, length),
  };
}
