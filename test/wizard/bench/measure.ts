import type { Engine } from '../../../src/causes/engine.js';
import { type Inquiry, MOST_QUESTIONS } from '../../../src/wizard/inquiry.js';
import { causes } from '../../accuracy/causes/all.js';
import { generate, type Labelled } from '../../accuracy/generate.js';
import { Random } from '../../accuracy/random.js';
import { loadWriters } from '../../accuracy/writers.js';
import { isFound, isMistaken, type Situation, situationsOf } from './situation.js';
import { atRandom, byGain, checklist, OpenQuestions, type Strategy } from './strategies.js';
import { answered } from './user.js';

/** How one strategy fared. */
export interface Course {
  /** Ids of the questions, in order. */
  readonly asked: readonly string[];
  readonly end: 'found' | 'mistaken' | 'open';
}

/** One failed call, asked about in each way. */
export interface Trial {
  readonly situation: Situation;
  /** Whether the true cause leads clearly once everything was asked. */
  readonly reachable: boolean;
  readonly wizard: Course;
  readonly checklist: Course;
  readonly random: readonly Course[];
}

export interface TrialOptions {
  readonly half: Labelled['half'];
  /** Labelled cases of a cause of weight 1, both halves. */
  readonly each: number;
  /** Draws of the random order. */
  readonly draws: number;
  /** Only causes of this pack. */
  readonly only?: string | undefined;
}

/** Asks about every situation with every strategy. The same options give the same result. */
export async function trials(engine: Engine, inquiry: Inquiry, options: TrialOptions): Promise<Trial[]> {
  const { half, each, draws, only } = options;
  const writers = await loadWriters();
  const open = await OpenQuestions.load(engine);
  const separators = new Map(causes.map(({ id, tells }) => [id, tells]));
  const found: Trial[] = [];
  for (const labelled of generate(causes, writers, each)) {
    if (labelled.half !== half || (only && labelled.provider !== only)) continue;
    for (const situation of situationsOf(labelled, writers, engine.store, separators)) {
      const ask = (strategy: Strategy, most = Number.POSITIVE_INFINITY) =>
        course(inquiry, situation, strategy, most);
      const everything = await course(inquiry, situation, checklist(open), Number.POSITIVE_INFINITY, true);
      const random: Course[] = [];
      for (let draw = 0; draw < draws; draw++)
        random.push(await ask(atRandom(open, new Random(`${situation.seed} ${draw}`))));
      found.push({
        situation,
        reachable: everything.end === 'found',
        wizard: await ask(byGain(inquiry), MOST_QUESTIONS),
        checklist: await ask(checklist(open)),
        random,
      });
    }
  }
  return found;
}

/** Asks until the true cause leads clearly, or to the end of all questions. */
async function course(
  inquiry: Inquiry,
  situation: Situation,
  strategy: Strategy,
  most: number,
  toTheEnd = false,
): Promise<Course> {
  const asked: string[] = [];
  let one = situation.start;
  for (;;) {
    const diagnosis = await inquiry.examine(one);
    const found = isFound(situation, diagnosis);
    if (found && !toTheEnd) return { asked, end: 'found' };
    const question = asked.length < most ? strategy(one, diagnosis) : undefined;
    if (!question)
      return { asked, end: found ? 'found' : isMistaken(situation, diagnosis) ? 'mistaken' : 'open' };
    asked.push(question.id);
    one = answered(one, question, situation);
  }
}
