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
    wizard: figuresOf(counted, ({ wizard }) => [wizard]),
    checklist: figuresOf(counted, ({ checklist }) => [checklist]),
    random: figuresOf(counted, ({ random }) => random),
    stoppedEarly: counted.filter(isStoppedEarly).length,
    mistaken: trials.filter(({ wizard }) => wizard.end === 'mistaken').length,
  };
}

/** By what the user has of the answer, and by provider. */
export function summaries(trials: readonly Trial[]): Map<string, Summary> {
  const groups = [
    ...groupedBy(trials, ({ situation }) => situation.provider),
    ...groupedBy(trials, ({ situation }) => (situation.answerIsKept ? 'whole answer' : 'status alone')),
  ];
  return new Map(groups.map(([name, some]) => [name, summaryOf(some)]));
}

export function isStoppedEarly({ wizard, reachable }: Trial): boolean {
  return reachable && wizard.end !== 'found' && wizard.asked.length < MOST_QUESTIONS;
}

function isAtOnce({ asked, end }: Course): boolean {
  return end === 'found' && asked.length === 0;
}

/** Who gave up counts with as many questions as the wizard may ask, or with as many as the checklist needs where those are more. */
function figuresOf(trials: readonly Trial[], coursesOf: (trial: Trial) => readonly Course[]): Figures {
  const courses = trials.flatMap((trial) =>
    coursesOf(trial).map(({ asked, end }) =>
      end === 'found' ? asked.length : Math.max(MOST_QUESTIONS, trial.checklist.asked.length),
    ),
  );
  const counts = courses.sort((a, b) => a - b);
  const { length } = counts;
  const at = (share: number) => counts[Math.max(0, Math.ceil(share * length) - 1)] ?? 0;
  const soon = trials
    .flatMap(coursesOf)
    .filter(({ asked, end }) => end === 'found' && asked.length <= MOST_QUESTIONS);
  return {
    mean: counts.reduce((sum, one) => sum + one, 0) / Math.max(1, length),
    median: at(0.5),
    p95: at(0.95),
    most: Math.max(0, ...trials.flatMap(coursesOf).map(({ asked }) => asked.length)),
    found: soon.length / Math.max(1, length),
  };
}
